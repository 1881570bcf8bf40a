package dev.watchparty.domain.presence;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final UserId ANN = HOST.user();
    private static final UserId CLEO = VIEWER.user();
    private static final Instant GRACE_OVER = NOON.plus(Presence.GRACE);

    private static final Presence ANN_IS_HERE = Presence.NOBODY.connected(ANN, NOON);

    @Test
    void is_counted_so_a_second_tab_keeps_its_owner_here() {
        Presence twoTabs = ANN_IS_HERE.connected(ANN, NOON);

        Presence oneTab = twoTabs.disconnected(ANN, NOON);

        assertThat(twoTabs.connected()).containsExactly(ANN);
        assertThat(oneTab.connected()).containsExactly(ANN);
        assertThat(oneTab.nextSweep()).isEmpty();
        assertThat(oneTab.swept(GRACE_OVER).gone()).isEmpty();
    }

    /** The new socket of a flapping link may open before the old one is found dead. */
    @Test
    void the_late_close_of_an_old_connection_does_not_remove_the_new_one() {
        Presence reconnected = ANN_IS_HERE.connected(ANN, NOON.plusSeconds(1));

        Presence after = reconnected.disconnected(ANN, NOON.plusSeconds(20));

        assertThat(after.isHere(ANN)).isTrue();
        assertThat(after.connected()).containsExactly(ANN);
        assertThat(after.swept(NOON.plusSeconds(60)).gone()).isEmpty();
    }

    @Test
    void lasts_through_the_grace() {
        Presence closed = ANN_IS_HERE.disconnected(ANN, NOON);

        assertThat(closed.isHere(ANN)).isTrue();
        assertThat(closed.connected()).isEmpty();
        assertThat(closed.nextSweep()).hasValue(GRACE_OVER);
        assertThat(closed.swept(GRACE_OVER.minusMillis(1)).gone()).isEmpty();
        assertThat(closed.swept(GRACE_OVER.minusMillis(1)).presence().isHere(ANN))
                .isTrue();
    }

    @Test
    void ends_when_the_grace_is_over() {
        Presence.Swept swept = ANN_IS_HERE.disconnected(ANN, NOON).swept(GRACE_OVER);

        assertThat(swept.gone()).containsExactly(ANN);
        assertThat(swept.presence().isHere(ANN)).isFalse();
        assertThat(swept.presence().nextSweep()).isEmpty();
        assertThat(swept.presence().swept(GRACE_OVER).gone()).isEmpty();
    }

    @Test
    void shows_nothing_of_a_flapping_link() {
        Presence presence = ANN_IS_HERE;
        Instant now = NOON;
        for (int flap = 0; flap < 100; flap++) {
            Presence.Swept swept = presence.disconnected(ANN, now).swept(now.plusSeconds(9));
            assertThat(swept.gone()).isEmpty();
            now = now.plusSeconds(9);
            presence = swept.presence().connected(ANN, now);
            assertThat(presence.isHere(ANN)).isTrue();
        }
    }

    @Test
    void counts_the_grace_from_the_last_close() {
        Presence again = ANN_IS_HERE
                .disconnected(ANN, NOON)
                .connected(ANN, NOON.plusSeconds(5))
                .disconnected(ANN, NOON.plusSeconds(6));

        assertThat(again.swept(GRACE_OVER).gone()).isEmpty();
        assertThat(again.nextSweep()).hasValue(GRACE_OVER.plusSeconds(6));
    }

    @Test
    void expects_who_is_taken_to_be_here_for_as_long_as_the_grace() {
        Presence expected = ANN_IS_HERE.expected(List.of(ANN, CLEO), NOON);

        assertThat(expected.isHere(CLEO)).isTrue();
        assertThat(expected.connected()).containsExactly(ANN);
        assertThat(expected.swept(GRACE_OVER).gone()).containsExactly(CLEO);
        assertThat(expected.connected(CLEO, NOON.plusSeconds(1))
                        .swept(GRACE_OVER)
                        .gone())
                .isEmpty();
        assertThat(expected.expected(List.of(CLEO), NOON.plusSeconds(5)).nextSweep())
                .hasValue(GRACE_OVER);
    }

    @Test
    void ends_at_once_for_who_is_out_of_the_party() {
        Presence dismissed = ANN_IS_HERE.connected(ANN, NOON).dismissed(ANN);

        assertThat(dismissed.isHere(ANN)).isFalse();
        assertThat(dismissed.connected()).isEmpty();
        assertThat(dismissed.nextSweep()).isEmpty();
        assertThat(dismissed.dismissed(ANN).swept(GRACE_OVER).gone()).isEmpty();
    }

    @Test
    void is_counted_anew_when_they_come_back() {
        Presence back = ANN_IS_HERE.connected(ANN, NOON).dismissed(ANN).connected(ANN, NOON.plusSeconds(1));
        Presence closed = back.disconnected(ANN, NOON.plusSeconds(2));

        assertThat(closed.connected()).isEmpty();
        assertThat(closed.nextSweep()).hasValue(GRACE_OVER.plusSeconds(2));
    }

    @Test
    void of_one_person_is_no_matter_of_another() {
        Presence both = ANN_IS_HERE.connected(CLEO, NOON.plusSeconds(1));
        Presence closed = both.disconnected(ANN, NOON).disconnected(CLEO, NOON.plusSeconds(3));

        assertThat(both.connected()).containsExactlyInAnyOrder(ANN, CLEO);
        assertThat(closed.nextSweep()).hasValue(GRACE_OVER);
        assertThat(closed.swept(GRACE_OVER).gone()).containsExactly(ANN);
        assertThat(closed.swept(GRACE_OVER.plusSeconds(3)).gone()).containsExactlyInAnyOrder(ANN, CLEO);
    }

    @Test
    void does_not_mind_a_close_it_knows_nothing_of() {
        assertThat(Presence.NOBODY.disconnected(ANN, NOON).swept(GRACE_OVER).gone())
                .isEmpty();
        Presence closed = ANN_IS_HERE.disconnected(ANN, NOON);
        assertThat(closed.disconnected(ANN, NOON.plusSeconds(5)).nextSweep()).hasValue(GRACE_OVER);
    }
}
