package dev.watchparty.application.port;

/** The store did not answer in time, or not at all. The same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
