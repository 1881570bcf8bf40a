package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.chat.ChatText;
import org.jspecify.annotations.Nullable;

/** Something that somebody wants to say. */
public record SayJson(@Nullable String message) {

    /**
     * It, as a frame would have it.
     *
     * @throws IllegalArgumentException if it is missing, too long or no text
     */
    public TalkFrame.Chat toFrame() {
        return new TalkFrame.Chat(null, new ChatText(Words.required("message", message)));
    }
}
