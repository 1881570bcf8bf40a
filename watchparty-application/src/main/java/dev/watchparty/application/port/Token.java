package dev.watchparty.application.port;

/** A bearer token as it travels: a secret, so it prints nothing. */
public record Token(String encoded) {

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
