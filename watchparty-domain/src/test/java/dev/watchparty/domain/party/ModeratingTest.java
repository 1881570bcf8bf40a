package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.back;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.left;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.ModerationCommand.SetVoice;
import dev.watchparty.domain.party.ModerationCommand.Unban;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.ParticipantUnbanned;
import dev.watchparty.domain.party.PartyEvent.VoiceChanged;
import dev.watchparty.domain.party.Policy.Preset;
import dev.watchparty.domain.playback.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModeratingTest {

    private static final Party PARTY = playingFrom(Position.START);
    private static final Party MODERATED =
            with(PARTY, Preset.CO_HOSTS.policy().with(Map.of(Action.MODERATE, Role.CO_HOST)));

    @Test
    void kicks_somebody_out_who_may_come_back() {
        Party party = given(PARTY)
                .when(new Remove(HOST.user(), VIEWER.user(), Removal.KICKED), NOON)
                .then(new ParticipantRemoved(VIEWER.user(), HOST.user(), Removal.KICKED, NOON))
                .party();

        assertThat(party.participants().find(VIEWER.user())).hasValue(left(VIEWER));
        given(party).when(join(VIEWER), NOON).then(new ParticipantJoined(back(VIEWER, NOON)));
    }

    @Test
    void bans_somebody_who_may_not() {
        Party party = given(PARTY)
                .when(new Remove(HOST.user(), VIEWER.user(), Removal.BANNED), NOON)
                .then(new ParticipantRemoved(VIEWER.user(), HOST.user(), Removal.BANNED, NOON))
                .party();

        assertThat(party.participants().find(VIEWER.user())).hasValue(banned(VIEWER));
        given(party).when(join(VIEWER), NOON).thenRejected(new Rejection.BannedFromParty());
    }

    @Test
    void bans_those_who_left_but_kicks_only_those_who_are_in() {
        Party gone = without(PARTY, VIEWER);

        given(gone)
                .when(new Remove(HOST.user(), VIEWER.user(), Removal.BANNED), NOON)
                .then(new ParticipantRemoved(VIEWER.user(), HOST.user(), Removal.BANNED, NOON));
        given(gone)
                .when(new Remove(HOST.user(), VIEWER.user(), Removal.KICKED), NOON)
                .thenRejected(new Rejection.NoSuchParticipant());
        for (Removal removal : Removal.values()) {
            given(PARTY)
                    .when(new Remove(HOST.user(), STRANGER.user(), removal), NOON)
                    .thenRejected(new Rejection.NoSuchParticipant());
        }
    }

    @Test
    void bans_once() {
        given(with(PARTY, banned(VIEWER)))
                .when(new Remove(HOST.user(), VIEWER.user(), Removal.BANNED), NOON)
                .then();
    }

    /** Or a co-host whom the host puts out would come by the code and press the same buttons. */
    @Test
    void lets_a_co_host_who_was_put_out_come_back_as_a_viewer() {
        for (Removal removal : Removal.values()) {
            Party out = given(PARTY)
                    .when(new Remove(HOST.user(), CO_HOST.user(), removal), NOON)
                    .party();
            Party allowed = given(out)
                    .when(new Unban(HOST.user(), CO_HOST.user()), NOON)
                    .party();

            assertThat(given(allowed)
                            .when(join(CO_HOST), NOON)
                            .party()
                            .participants()
                            .find(CO_HOST.user()))
                    .hasValue(back(CO_HOST, NOON).withRole(Role.VIEWER));
        }
    }

    @Test
    void lifts_a_ban() {
        Party party = given(with(PARTY, banned(VIEWER)))
                .when(new Unban(HOST.user(), VIEWER.user()), NOON)
                .then(new ParticipantUnbanned(VIEWER.user(), HOST.user(), NOON))
                .party();

        assertThat(party.participants().findActive(VIEWER.user())).isEmpty();
        given(party).when(join(VIEWER), NOON).then(new ParticipantJoined(back(VIEWER, NOON)));
    }

    @Test
    void lifts_no_ban_that_is_not_there() {
        given(PARTY).when(new Unban(HOST.user(), VIEWER.user()), NOON).then();
        given(without(PARTY, VIEWER))
                .when(new Unban(HOST.user(), VIEWER.user()), NOON)
                .then();
        given(PARTY)
                .when(new Unban(HOST.user(), STRANGER.user()), NOON)
                .thenRejected(new Rejection.NoSuchParticipant());
    }

    @Test
    void mutes_somebody_until_they_may_be_heard_again() {
        Party muted = given(PARTY)
                .when(new SetVoice(HOST.user(), VIEWER.user(), Voice.MUTED), NOON)
                .then(new VoiceChanged(VIEWER.user(), Voice.MUTED, HOST.user()))
                .party();

        assertThat(muted.refusalOfTyping(VIEWER.user())).hasValue(new Rejection.MutedInParty());
        assertThat(muted.participants().activeCount()).isEqualTo(3);
        given(muted)
                .when(new SetVoice(HOST.user(), VIEWER.user(), Voice.MUTED), NOON)
                .then();
        given(muted)
                .when(new SetVoice(HOST.user(), VIEWER.user(), Voice.OPEN), NOON)
                .then(new VoiceChanged(VIEWER.user(), Voice.OPEN, HOST.user()));
    }

    /** Leaving and coming back is no way around it. */
    @Test
    void keeps_somebody_muted_who_comes_back() {
        Party muted = with(PARTY, left(VIEWER.withVoice(Voice.MUTED)));

        Party party = given(muted).when(join(VIEWER), NOON).party();

        assertThat(party.refusalOfTyping(VIEWER.user())).hasValue(new Rejection.MutedInParty());
    }

    @Test
    void mutes_only_those_who_are_in() {
        for (UserId user : List.of(STRANGER.user(), VIEWER.user())) {
            given(without(PARTY, VIEWER))
                    .when(new SetVoice(HOST.user(), user, Voice.MUTED), NOON)
                    .thenRejected(new Rejection.NoSuchParticipant());
        }
    }

    @Test
    void reaches_lower_roles_only() {
        Participant peer = guest(1).withRole(Role.CO_HOST);
        Party party = with(MODERATED, peer);

        for (UserId above : List.of(HOST.user(), peer.user())) {
            given(party)
                    .when(new Remove(CO_HOST.user(), above, Removal.KICKED), NOON)
                    .thenRejected(new Rejection.RankTooHigh());
            given(party)
                    .when(new Remove(CO_HOST.user(), above, Removal.BANNED), NOON)
                    .thenRejected(new Rejection.RankTooHigh());
            given(party)
                    .when(new SetVoice(CO_HOST.user(), above, Voice.MUTED), NOON)
                    .thenRejected(new Rejection.RankTooHigh());
        }
        given(party)
                .when(new Remove(CO_HOST.user(), VIEWER.user(), Removal.KICKED), NOON)
                .then(new ParticipantRemoved(VIEWER.user(), CO_HOST.user(), Removal.KICKED, NOON));
    }

    @Test
    void is_done_to_nobody_by_themselves() {
        for (UserId actor : List.of(HOST.user(), CO_HOST.user())) {
            given(MODERATED)
                    .when(new Remove(actor, actor, Removal.KICKED), NOON)
                    .thenRejected(new Rejection.NotToYourself());
            given(MODERATED)
                    .when(new SetVoice(actor, actor, Voice.OPEN), NOON)
                    .thenRejected(new Rejection.NotToYourself());
        }
    }

    @Test
    void is_refused_to_viewers_who_learn_nothing_about_anybody() {
        for (PartyCommand command : List.of(
                new Remove(VIEWER.user(), STRANGER.user(), Removal.BANNED),
                new Unban(VIEWER.user(), STRANGER.user()),
                new SetVoice(VIEWER.user(), VIEWER.user(), Voice.OPEN))) {
            given(MODERATED)
                    .when(command, NOON)
                    .thenRejected(new Rejection.ActionNotAllowed(Action.MODERATE, Role.CO_HOST));
        }
    }

    private static Join join(Participant who) {
        return new Join(who.user(), who.profile(), who.id(), PasswordProof.NONE, FriendProof.NONE);
    }
}
