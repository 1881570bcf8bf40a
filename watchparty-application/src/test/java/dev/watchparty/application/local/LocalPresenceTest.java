package dev.watchparty.application.local;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.PartyId;
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
        presence.post(PARTY, Set.of(HOST.user(), VIEWER.user()));
        presence.post(PARTY, Set.of(VIEWER.user()));

        assertThat(presence.connected(PARTY)).containsExactly(VIEWER.user());
    }

    @Test
    void nobody_is_left_after_the_last_has_gone() {
        presence.post(PARTY, Set.of(HOST.user()));
        presence.post(PARTY, Set.of());

        assertThat(presence.connected(PARTY)).isEmpty();
    }

    @Test
    void parties_do_not_mix() {
        presence.post(PARTY, Set.of(HOST.user()));

        assertThat(presence.connected(new PartyId(new UUID(0, 99)))).isEmpty();
    }
}
