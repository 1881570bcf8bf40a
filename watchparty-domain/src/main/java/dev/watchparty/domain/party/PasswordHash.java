package dev.watchparty.domain.party;

/** A password as it is stored: salted, hashed, and in the form of whoever hashed it. It prints nothing. */
public record PasswordHash(String encoded) {

    /** What is left of one that no longer counts: no password has it. */
    public static final PasswordHash FORGOTTEN = new PasswordHash("");

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
