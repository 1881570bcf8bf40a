package dev.watchparty.domain.participant;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParticipantsTest {

    private static final Participants PARTICIPANTS = Participants.of(List.of(VIEWER, HOST, CO_HOST));
    private static final Participant GONE = CO_HOST.withMembership(new Membership.Left(NOON));

    @Test
    void stand_in_the_order_in_which_they_joined() {
        assertThat(PARTICIPANTS.active()).containsExactly(HOST, CO_HOST, VIEWER);
        assertThat(PARTICIPANTS.all()).containsExactly(HOST, CO_HOST, VIEWER);
    }

    /** Servers whose clocks differ by a little, or a store that gives them back in another order. */
    @Test
    void stand_in_that_order_however_they_were_added() {
        Participants added =
                Participants.of(List.of()).with(VIEWER).with(CO_HOST).with(HOST);

        assertThat(added.active()).containsExactly(HOST, CO_HOST, VIEWER);
        assertThat(added).isEqualTo(PARTICIPANTS).hasSameHashCodeAs(PARTICIPANTS);
    }

    @Test
    void are_counted_while_they_are_here() {
        Participants left = PARTICIPANTS.with(GONE);

        assertThat(PARTICIPANTS.activeCount()).isEqualTo(3);
        assertThat(left.activeCount()).isEqualTo(2);
        assertThat(left.active()).containsExactly(HOST, VIEWER);
        assertThat(left.all()).containsExactly(HOST, GONE, VIEWER);
    }

    @Test
    void are_counted_right_however_they_came_to_be() {
        Participant away = VIEWER.withAttendance(new Attendance.Absent(NOON));
        Participants changing = PARTICIPANTS;
        for (Participant changed : List.of(GONE, away, VIEWER, CO_HOST, STRANGER, away, GONE, GONE, HOST)) {
            changing = changing.with(changed);

            Participants anew = Participants.of(changing.all());
            assertThat(changing.activeCount()).isEqualTo(anew.activeCount());
            assertThat(changing.hereCount()).isEqualTo(anew.hereCount());
        }
        assertThat(changing.activeCount()).isEqualTo(3);
        assertThat(changing.hereCount()).isEqualTo(2);
    }

    @Test
    void are_found_by_account() {
        Participants left = PARTICIPANTS.with(GONE);

        assertThat(left.find(CO_HOST.user())).hasValue(GONE);
        assertThat(left.findActive(CO_HOST.user())).isEmpty();
        assertThat(left.findActive(HOST.user())).hasValue(HOST);
        assertThat(left.find(STRANGER.user())).isEmpty();
    }

    @Test
    void have_ranks() {
        assertThat(Role.HOST.outranks(Role.CO_HOST)).isTrue();
        assertThat(Role.CO_HOST.isAtLeast(Role.CO_HOST)).isTrue();
        assertThat(Role.VIEWER.isAtLeast(Role.CO_HOST)).isFalse();
    }
}
