package dev.watchparty.application.local;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.presence.ParticipantStatus.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.PartyId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LocalPresenceTest {

    private final LocalPresence presence = new LocalPresence();

    @Test
    void nobody_is_connected_where_nobody_was_posted() {
        assertThat(presence.connected(PARTY)).isEmpty();
    }

    @Test
    void the_last_post_counts() {
        presence.post(PARTY, Map.of(HOST.user(), NEW, VIEWER.user(), NEW));
        presence.post(PARTY, Map.of(VIEWER.user(), NEW));

        assertThat(presence.connected(PARTY)).containsOnlyKeys(VIEWER.user());
    }

    @Test
    void nobody_is_left_after_the_last_has_gone() {
        presence.post(PARTY, Map.of(HOST.user(), NEW));
        presence.post(PARTY, Map.of());

        assertThat(presence.connected(PARTY)).isEmpty();
    }

    @Test
    void parties_do_not_mix() {
        presence.post(PARTY, Map.of(HOST.user(), NEW));

        assertThat(presence.connected(new PartyId(new UUID(0, 99)))).isEmpty();
    }

    @Test
    void the_roll_has_those_who_were_posted_of_the_parties_that_are_asked_for() {
        presence.post(PARTY, Map.of(HOST.user(), NEW, VIEWER.user(), NEW));
        PartyId other = new PartyId(new UUID(0, 99));

        assertThat(presence.rollCall(Set.of(PARTY, other))).hasValue(Map.of(PARTY, Set.of(HOST.user(), VIEWER.user())));
        assertThat(presence.rollCall(Set.of(other))).hasValue(Map.of());
    }
}
