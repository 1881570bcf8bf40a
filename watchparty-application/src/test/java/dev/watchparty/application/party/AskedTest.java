package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pitfall: a busy party asks for the same with every batch, until its own commands fill its mailbox. */
class AskedTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final PartyCommand MOVE_ON = new MoveOn(FILM.id(), LEAD);
    private static final PartyCommand ARRIVE = new Arrive(Set.of(HOST.user()));

    private final Asked asked = new Asked();

    @Test
    void what_is_due_is_asked_once() {
        assertThat(asked.take(List.of(MOVE_ON), NOON)).containsExactly(MOVE_ON);
        assertThat(asked.take(List.of(MOVE_ON), NOON)).isEmpty();
        assertThat(asked.take(List.of(MOVE_ON), NOON.plus(Asked.RETRY).minus(MOMENT)))
                .isEmpty();
    }

    @Test
    void what_came_to_nothing_is_asked_again() {
        asked.take(List.of(MOVE_ON), NOON);
        assertThat(asked.next()).contains(NOON.plus(Asked.RETRY));
        assertThat(asked.isOverdue(NOON.plus(Asked.RETRY).minus(MOMENT))).isFalse();
        assertThat(asked.isOverdue(NOON.plus(Asked.RETRY))).isTrue();

        assertThat(asked.take(List.of(MOVE_ON), NOON.plus(Asked.RETRY))).containsExactly(MOVE_ON);
        assertThat(asked.next()).contains(NOON.plus(Asked.RETRY.multipliedBy(2)));
    }

    @Test
    void what_is_done_is_forgotten_and_asked_at_once_when_it_is_due_again() {
        asked.take(List.of(MOVE_ON), NOON);
        asked.take(List.of(), NOON.plusMillis(100));
        assertThat(asked.next()).isEmpty();

        assertThat(asked.take(List.of(MOVE_ON), NOON.plusMillis(200))).containsExactly(MOVE_ON);
    }

    @Test
    void one_thing_does_not_hold_up_another() {
        asked.take(List.of(MOVE_ON), NOON);

        assertThat(asked.take(List.of(MOVE_ON, ARRIVE), NOON.plusMillis(100))).containsExactly(ARRIVE);
        assertThat(asked.next()).contains(NOON.plus(Asked.RETRY));
    }
}
