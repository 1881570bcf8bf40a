package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.presence.ParticipantStatus.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.adapter.jdbc.PostedPresence.Batch;
import dev.watchparty.adapter.jdbc.PostedPresence.Entry;
import dev.watchparty.adapter.jdbc.PostedPresence.Gone;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostedPresenceTest {

    private static final UserId ANN = HOST.user();
    private static final UserId BO = CO_HOST.user();

    private final PostedPresence posted = new PostedPresence();

    @Test
    void has_to_write_what_differs_from_what_is_written() {
        posted.post(PARTY, Map.of(ANN, NEW, BO, NEW));
        posted.isWritten(next());

        posted.post(PARTY, Map.of(ANN, NEW.withHidden(true)));
        Batch batch = next();

        assertThat(batch.changed()).containsExactly(new Entry(PARTY, ANN, NEW.withHidden(true)));
        assertThat(batch.gone()).containsExactly(new Gone(PARTY, BO));
    }

    @Test
    void has_nothing_to_write_of_a_party_that_came_and_went() {
        posted.post(PARTY, Map.of(ANN, NEW));
        posted.post(PARTY, Map.of());
        assertThat(next().isEmpty()).isTrue();

        posted.post(PARTY, Map.of(ANN, NEW));
        posted.isWritten(next());
        posted.post(PARTY, Map.of());
        posted.isWritten(next());
        posted.post(PARTY, Map.of());
        assertThat(next().isEmpty()).isTrue();
    }

    @Test
    void writes_again_what_may_not_have_been_written() {
        posted.post(PARTY, Map.of(ANN, NEW));
        posted.isPerhapsWritten(next());
        posted.putBack(List.of(PARTY));

        assertThat(next().changed()).containsExactly(new Entry(PARTY, ANN, NEW));
    }

    /** The connection may be lost after the database stored something and before it said so. */
    @Test
    void takes_away_what_may_have_been_written_all_the_same() {
        posted.post(PARTY, Map.of(ANN, NEW));
        posted.isPerhapsWritten(next());
        posted.post(PARTY, Map.of());

        assertThat(next().gone()).containsExactly(new Gone(PARTY, ANN));
    }

    @Test
    void takes_each_party_once_until_it_is_posted_again() {
        posted.post(PARTY, Map.of(ANN, NEW));
        posted.post(PARTY, Map.of(BO, NEW));

        assertThat(posted.takeUnwritten()).containsExactly(PARTY);
        assertThat(posted.takeUnwritten()).isEmpty();
    }

    @Test
    void fills_a_batch_with_whole_parties() {
        PartyId other = new PartyId(new UUID(2, 2));
        posted.post(PARTY, Map.of(ANN, NEW));
        posted.post(other, Map.of(BO, NEW));

        assertThat(posted.batch(List.of(PARTY, other)).parties()).containsExactly(PARTY, other);
    }

    private Batch next() {
        return posted.batch(posted.takeUnwritten());
    }
}
