package dev.watchparty.adapter.web.wire;

import org.jspecify.annotations.Nullable;

/** A client's frame that is not as the protocol has it; the message names the field and says what is wrong with it. */
public final class MalformedFrameException extends Exception {

    private final @Nullable String commandId;

    MalformedFrameException(String message, @Nullable String commandId, Throwable cause) {
        super(message, cause);
        this.commandId = commandId;
    }

    /** The id that the client gave its command, as far as it could be read. */
    public @Nullable String commandId() {
        return commandId;
    }

    /** A wrong frame costs no more than it must: nobody reads where it was found out. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
