package dev.watchparty.domain.party;

/** How many people, the host among them, a party may hold at once. */
public record Capacity(int participants) {

    public static final int MIN = 2;
    public static final int MAX = 1000;

    public static final Capacity DEFAULT = new Capacity(100);

    public Capacity {
        if (participants < MIN || participants > MAX) {
            throw new IllegalArgumentException(
                    "max_participants must be between " + MIN + " and " + MAX + ", but is " + participants);
        }
    }
}
