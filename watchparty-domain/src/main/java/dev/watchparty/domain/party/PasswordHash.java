package dev.watchparty.domain.party;

/** A password as it is stored: salted, hashed, and in the form of whoever hashed it. It prints nothing. */
public record PasswordHash(String encoded) {

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
