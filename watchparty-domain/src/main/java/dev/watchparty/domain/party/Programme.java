package dev.watchparty.domain.party;

import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Queue;
import java.util.Optional;

/** What a party plays and from which playlist it took it, if from any. */
public sealed interface Programme {

    Programme NONE = new Composed(Queue.EMPTY);

    Queue queue();

    Optional<PlaylistId> playlist();

    Programme with(Queue queue);

    /** No playlist: the people of the party put together what they watch. */
    record Composed(Queue queue) implements Programme {

        @Override
        public Optional<PlaylistId> playlist() {
            return Optional.empty();
        }

        @Override
        public Programme with(Queue changed) {
            return new Composed(changed);
        }
    }

    /** A copy of the playlist {@code source}, perhaps edited since. */
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
