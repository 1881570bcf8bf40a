package dev.watchparty.domain.party;

import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Queue;
import java.util.Optional;

/** What a party plays and from which playlist it took it, if from any. */
public sealed interface Programme {

    Programme NONE = new Nothing();

    Queue queue();

    Optional<PlaylistId> playlist();

    Programme with(Queue queue);

    /** No playlist: clients agree by other means what they watch. */
    record Nothing() implements Programme {

        @Override
        public Queue queue() {
            return Queue.EMPTY;
        }

        @Override
        public Optional<PlaylistId> playlist() {
            return Optional.empty();
        }

        @Override
        public Programme with(Queue queue) {
            return this;
        }
    }

    /** A copy of the playlist {@code source}. */
    record Copied(PlaylistId source, Queue queue) implements Programme {

        @Override
        public Optional<PlaylistId> playlist() {
            return Optional.of(source);
        }

        @Override
        public Programme with(Queue changed) {
            return new Copied(source, changed);
        }
    }
}
