package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.HostCommand.ChangeRole;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.RoleChanged;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.playback.Position;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangingRolesTest {

    private static final Party PARTY = playingFrom(Position.START);

    @Test
    void makes_a_viewer_a_co_host_at_once() {
        Party party = given(PARTY)
                .when(new ChangeRole(HOST.user(), VIEWER.user(), Role.CO_HOST), NOON)
                .then(new RoleChanged(VIEWER.user(), Role.CO_HOST, HOST.user()))
                .party();

        given(party)
                .when(new Pause(VIEWER.user(), null), NOON)
                .then(new Halted(VIEWER.user(), PARTY.timeline().pause(Position.START)));
    }

    @Test
    void makes_a_co_host_a_viewer_at_once() {
        Party party = given(PARTY)
                .when(new ChangeRole(HOST.user(), CO_HOST.user(), Role.VIEWER), NOON)
                .then(new RoleChanged(CO_HOST.user(), Role.VIEWER, HOST.user()))
                .party();

        given(party)
                .when(new Pause(CO_HOST.user(), null), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.PAUSE, Role.CO_HOST));
    }

    @Test
    void reaches_those_who_are_away_but_nobody_outside() {
        given(away(PARTY, VIEWER))
                .when(new ChangeRole(HOST.user(), VIEWER.user(), Role.CO_HOST), NOON)
                .then(new RoleChanged(VIEWER.user(), Role.CO_HOST, HOST.user()));
        given(without(PARTY, VIEWER))
                .when(new ChangeRole(HOST.user(), VIEWER.user(), Role.CO_HOST), NOON)
                .thenRejected(new Rejection.NoSuchParticipant());
        given(PARTY)
                .when(new ChangeRole(HOST.user(), STRANGER.user(), Role.CO_HOST), NOON)
                .thenRejected(new Rejection.NoSuchParticipant());
    }

    @Test
    void to_what_somebody_is_changes_nothing() {
        given(PARTY)
                .when(new ChangeRole(HOST.user(), CO_HOST.user(), Role.CO_HOST), NOON)
                .then();
    }

    @Test
    void never_makes_or_unmakes_a_host() {
        given(PARTY)
                .when(new ChangeRole(HOST.user(), HOST.user(), Role.VIEWER), NOON)
                .thenRejected(new Rejection.HostKeepsRole());
        assertThatIllegalArgumentException().isThrownBy(() -> new ChangeRole(HOST.user(), VIEWER.user(), Role.HOST));
    }

    @Test
    void by_transfer_makes_another_the_host_for_good() {
        Party party = given(PARTY)
                .when(new TransferHost(HOST.user(), VIEWER.user()), NOON)
                .then(new HostChanged(new Leadership.Own(VIEWER.user()), HOST.user(), Role.CO_HOST, Cause.TRANSFER))
                .party();

        assertThat(party.isHost(VIEWER.user())).isTrue();
        given(party).when(new End(HOST.user()), NOON).thenRejected(new Rejection.HostOnly());
        given(away(party, HOST.withRole(Role.CO_HOST)))
                .when(new Arrive(Set.of(HOST.user())), NOON)
                .then(new ParticipantArrived(HOST.user(), NOON));
    }

    @Test
    void by_transfer_needs_somebody_else_who_is_in_the_party() {
        given(PARTY).when(new TransferHost(HOST.user(), HOST.user()), NOON).then();
        given(PARTY)
                .when(new TransferHost(HOST.user(), STRANGER.user()), NOON)
                .thenRejected(new Rejection.NoSuchParticipant());
        given(without(PARTY, VIEWER))
                .when(new TransferHost(HOST.user(), VIEWER.user()), NOON)
                .thenRejected(new Rejection.NoSuchParticipant());
    }

    @Test
    void is_for_the_host_alone() {
        for (UserId actor : List.of(CO_HOST.user(), VIEWER.user(), STRANGER.user())) {
            given(PARTY)
                    .when(new ChangeRole(actor, VIEWER.user(), Role.CO_HOST), NOON)
                    .thenRejected(new Rejection.HostOnly());
            given(PARTY).when(new TransferHost(actor, actor), NOON).thenRejected(new Rejection.HostOnly());
        }
    }

    @Test
    void is_not_for_a_host_who_left_an_empty_party() {
        given(without(created(), HOST))
                .when(new ChangeRole(HOST.user(), VIEWER.user(), Role.CO_HOST), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }
}
