package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.left;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.playback.Position;
import org.junit.jupiter.api.Test;

class ErasingTest {

    private static final Party PARTY = playingFrom(Position.START);

    @Test
    void takes_somebody_out_and_their_name_with_them() {
        Party party = given(PARTY)
                .when(new Erase(VIEWER.user()), NOON)
                .then(new ParticipantErased(VIEWER.user(), NOON))
                .party();

        assertThat(party.participants().find(VIEWER.user()))
                .hasValue(left(VIEWER).withProfile(Profile.ERASED));
        assertThat(party.timeline()).isEqualTo(PARTY.timeline());
    }

    @Test
    void harms_no_party_of_others() {
        Party party = given(PARTY)
                .when(new Erase(HOST.user()), NOON)
                .then(
                        new ParticipantErased(HOST.user(), NOON),
                        new HostChanged(new Leadership.Own(CO_HOST.user()), HOST.user(), Role.CO_HOST, Cause.LEFT))
                .party();

        assertThat(party.participants().active().map(Participant::user)).containsExactly(CO_HOST.user(), VIEWER.user());
    }

    @Test
    void leaves_an_empty_party_to_whoever_comes() {
        Party empty = given(created()).when(new Erase(HOST.user()), NOON).party();

        Party party = given(empty)
                .when(
                        new Join(
                                STRANGER.user(),
                                STRANGER.profile(),
                                STRANGER.id(),
                                PasswordProof.NONE,
                                FriendProof.NONE),
                        NOON)
                .party();

        assertThat(party.host()).isEqualTo(STRANGER.user());
    }

    @Test
    void reaches_those_who_left_and_keeps_a_ban() {
        assertThat(erased(left(VIEWER))).isEqualTo(left(VIEWER).withProfile(Profile.ERASED));
        assertThat(erased(banned(VIEWER))).isEqualTo(banned(VIEWER).withProfile(Profile.ERASED));
    }

    @Test
    void reaches_a_party_that_is_over() {
        Party over = given(ended(PARTY, NOON))
                .when(new Erase(HOST.user()), NOON)
                .then(new ParticipantErased(HOST.user(), NOON))
                .party();

        assertThat(over.host()).isEqualTo(HOST.user());
        assertThat(over.hasEnded()).isTrue();
    }

    @Test
    void happens_once() {
        Party party = given(PARTY).when(new Erase(VIEWER.user()), NOON).party();

        given(party).when(new Erase(VIEWER.user()), NOON.plusSeconds(1)).then();
        given(PARTY).when(new Erase(STRANGER.user()), NOON).then();
    }

    private static Participant erased(Participant participant) {
        return given(with(PARTY, participant))
                .when(new Erase(participant.user()), NOON)
                .party()
                .participants()
                .find(participant.user())
                .orElseThrow();
    }
}
