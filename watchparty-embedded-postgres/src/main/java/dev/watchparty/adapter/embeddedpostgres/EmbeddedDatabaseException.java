package dev.watchparty.adapter.embeddedpostgres;

/** The embedded database cannot be had; the message is for the person at the keyboard and says what to do. */
public final class EmbeddedDatabaseException extends RuntimeException {

    EmbeddedDatabaseException(String message) {
        super(message);
    }

    EmbeddedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
