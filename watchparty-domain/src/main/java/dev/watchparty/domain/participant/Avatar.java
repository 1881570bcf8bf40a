package dev.watchparty.domain.participant;

import java.util.Optional;

/** A person's picture, if there is one: an absolute {@code http} or {@code https} URL. */
public sealed interface Avatar {

    Avatar NONE = new None();

    Optional<String> url();

    /** The picture at {@code url}, or none where that is no such URL: a wrong picture must not keep anybody out. */
    static Avatar at(String url) {
        // Half a surrogate pair (Cs) is no text: UTF-8 cannot say it, so the store would keep another address.
        boolean isUsable =
                url.length() <= Picture.CHARACTERS_MAX && url.matches("(?i)https?://[^\\s\\p{Cntrl}\\p{Cs}]+");
        return isUsable ? new Picture(url) : NONE;
    }

    /** No picture. */
    record None() implements Avatar {

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }
    }

    /** A picture on the web. */
    record Picture(String address) implements Avatar {

        static final int CHARACTERS_MAX = 2048;

        @Override
        public Optional<String> url() {
            return Optional.of(address);
        }
    }
}
