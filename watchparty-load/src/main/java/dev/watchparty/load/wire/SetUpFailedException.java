package dev.watchparty.load.wire;

/** Parties could not be made or joined; the message says what the server answered. */
public final class SetUpFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SetUpFailedException(String message) {
        super(message);
    }
}
