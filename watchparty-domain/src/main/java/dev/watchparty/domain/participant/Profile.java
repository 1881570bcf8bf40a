package dev.watchparty.domain.participant;

/** What other people see of a person. Nothing else about a person ever leaves the server. */
public record Profile(Username username, DisplayName displayName, Avatar avatar) {

    /** What is left of somebody who had everything erased. */
    public static final Profile ERASED =
            new Profile(new Username("deleted"), new DisplayName("Deleted user"), Avatar.NONE);
}
