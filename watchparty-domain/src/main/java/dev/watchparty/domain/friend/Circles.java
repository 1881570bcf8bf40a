package dev.watchparty.domain.friend;

/**
 * How many friends two people have, one of whom asks something of the other, and how many requests of theirs wait.
 *
 * @param friendsOfActor all friends of the one who asks
 * @param friendsOfOther all friends of the one who is asked
 * @param requestsOfActor those that the one who asks sees waiting, declined ones included
 */
public record Circles(int friendsOfActor, int friendsOfOther, int requestsOfActor) {

    /** At most so many friends a person. */
    public static final int FRIENDS_MAX = 1000;

    /** At most so many people that a person asked and had no answer from. */
    public static final int REQUESTS_MAX = 100;
}
