package dev.watchparty.domain.presence;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.presence.Presence.Change;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final UserId ANN = HOST.user();
    private static final UserId CLEO = VIEWER.user();
    private static final Instant GRACE_OVER = NOON.plus(Presence.GRACE);

    private static final Presence ANN_IS_HERE =
            Presence.NOBODY.connected(ANN, NOON).presence();

    @Test
    void tells_of_the_first_connection_only() {
        Change first = Presence.NOBODY.connected(ANN, NOON);
        Change second = first.presence().connected(ANN, NOON);

        assertThat(first.joins()).containsExactly(ANN);
        assertThat(second.joins()).isEmpty();
        assertThat(second.presence().isHere(ANN)).isTrue();
        assertThat(second.presence().connected()).containsExactly(ANN);
    }

    @Test
    void is_counted_so_a_second_tab_keeps_its_owner_here() {
        Presence twoTabs = ANN_IS_HERE.connected(ANN, NOON).presence();

        Presence oneTab = twoTabs.disconnected(ANN, NOON).presence();

        assertThat(oneTab.connected()).containsExactly(ANN);
        assertThat(oneTab.nextSweep()).isEmpty();
        assertThat(oneTab.swept(GRACE_OVER).leaves()).isEmpty();
    }

    /** The new socket of a flapping link may open before the old one is found dead. */
    @Test
    void the_late_close_of_an_old_connection_does_not_remove_the_new_one() {
        Presence reconnected = ANN_IS_HERE.connected(ANN, NOON.plusSeconds(1)).presence();

        Presence after = reconnected.disconnected(ANN, NOON.plusSeconds(20)).presence();

        assertThat(after.isHere(ANN)).isTrue();
        assertThat(after.connected()).containsExactly(ANN);
        assertThat(after.swept(NOON.plusSeconds(60)).leaves()).isEmpty();
    }

    @Test
    void lasts_through_the_grace() {
        Presence closed = ANN_IS_HERE.disconnected(ANN, NOON).presence();

        assertThat(closed.isHere(ANN)).isTrue();
        assertThat(closed.connected()).isEmpty();
        assertThat(closed.nextSweep()).hasValue(GRACE_OVER);
        assertThat(closed.swept(GRACE_OVER.minusMillis(1)).leaves()).isEmpty();
        assertThat(closed.swept(GRACE_OVER.minusMillis(1)).presence().isHere(ANN))
                .isTrue();
    }

    @Test
    void ends_when_the_grace_is_over() {
        Change swept = ANN_IS_HERE.disconnected(ANN, NOON).presence().swept(GRACE_OVER);

        assertThat(swept.leaves()).containsExactly(ANN);
        assertThat(swept.presence().isHere(ANN)).isFalse();
        assertThat(swept.presence().nextSweep()).isEmpty();
        assertThat(swept.presence().swept(GRACE_OVER).leaves()).isEmpty();
    }

    @Test
    void shows_nothing_of_a_flapping_link() {
        Presence presence = ANN_IS_HERE;
        Instant now = NOON;
        for (int flap = 0; flap < 100; flap++) {
            Change down = presence.disconnected(ANN, now);
            Change swept = down.presence().swept(now.plusSeconds(9));
            Change up = swept.presence().connected(ANN, now.plusSeconds(9));
            assertThat(down.leaves()).isEmpty();
            assertThat(swept.leaves()).isEmpty();
            assertThat(up.joins()).isEmpty();
            presence = up.presence();
            now = now.plusSeconds(9);
        }
    }

    @Test
    void counts_the_grace_from_the_last_close() {
        Presence again = ANN_IS_HERE
                .disconnected(ANN, NOON)
                .presence()
                .connected(ANN, NOON.plusSeconds(5))
                .presence()
                .disconnected(ANN, NOON.plusSeconds(6))
                .presence();

        assertThat(again.swept(GRACE_OVER).leaves()).isEmpty();
        assertThat(again.nextSweep()).hasValue(GRACE_OVER.plusSeconds(6));
    }

    @Test
    void expects_who_joined_for_as_long_as_the_grace() {
        Change expected = Presence.NOBODY.expected(ANN, NOON);
        Change connected = expected.presence().connected(ANN, NOON.plusSeconds(1));

        assertThat(expected.joins()).containsExactly(ANN);
        assertThat(expected.presence().connected()).isEmpty();
        assertThat(connected.joins()).isEmpty();
        assertThat(expected.presence().swept(GRACE_OVER).leaves()).containsExactly(ANN);
        assertThat(ANN_IS_HERE.expected(ANN, NOON).joins()).isEmpty();
    }

    @Test
    void ends_at_once_for_who_is_out_of_the_party() {
        Presence twoTabs = ANN_IS_HERE.connected(ANN, NOON).presence();
        Change dismissed = twoTabs.dismissed(ANN);

        assertThat(dismissed.leaves()).containsExactly(ANN);
        assertThat(dismissed.presence().isHere(ANN)).isFalse();
        assertThat(dismissed.presence().connected()).isEmpty();
        assertThat(dismissed.presence().nextSweep()).isEmpty();
        assertThat(dismissed.presence().dismissed(ANN).leaves()).isEmpty();
    }

    @Test
    void is_counted_anew_when_they_come_back() {
        Presence twoTabs = ANN_IS_HERE.connected(ANN, NOON).presence();
        Change back = twoTabs.dismissed(ANN).presence().connected(ANN, NOON.plusSeconds(1));
        Presence closed = back.presence().disconnected(ANN, NOON.plusSeconds(2)).presence();

        assertThat(back.joins()).containsExactly(ANN);
        assertThat(closed.connected()).isEmpty();
        assertThat(closed.nextSweep()).hasValue(GRACE_OVER.plusSeconds(2));
    }

    @Test
    void is_resumed_without_telling_anybody() {
        Presence resumed = Presence.NOBODY.resumed(ANN, NOON);

        assertThat(resumed.connected()).containsExactly(ANN);
        assertThat(resumed.connected(ANN, NOON).joins()).isEmpty();
        assertThat(resumed.disconnected(ANN, NOON).presence().swept(GRACE_OVER).leaves())
                .containsExactly(ANN);
    }

    @Test
    void of_one_person_is_no_matter_of_another() {
        Presence both = ANN_IS_HERE.connected(CLEO, NOON.plusSeconds(1)).presence();
        Presence closed = both.disconnected(ANN, NOON)
                .presence()
                .disconnected(CLEO, NOON.plusSeconds(3))
                .presence();

        assertThat(both.connected()).containsExactlyInAnyOrder(ANN, CLEO);
        assertThat(closed.nextSweep()).hasValue(GRACE_OVER);
        assertThat(closed.swept(GRACE_OVER).leaves()).containsExactly(ANN);
        assertThat(closed.swept(GRACE_OVER.plusSeconds(3)).leaves()).containsExactlyInAnyOrder(ANN, CLEO);
    }

    @Test
    void does_not_mind_a_close_it_knows_nothing_of() {
        assertThat(Presence.NOBODY.disconnected(ANN, NOON).leaves()).isEmpty();
        Presence closed = ANN_IS_HERE.disconnected(ANN, NOON).presence();
        assertThat(closed.disconnected(ANN, NOON.plusSeconds(5)).presence().nextSweep())
                .hasValue(GRACE_OVER);
    }
}
