package dev.watchparty.app;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is a sentence that tells the operator what to do. */
final class StartException extends RuntimeException {

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
