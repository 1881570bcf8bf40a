package dev.watchparty.application.party;

import static dev.watchparty.application.party.People.identity;
import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryFriends;
import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPresence;
import dev.watchparty.application.party.ReadParty.Result;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pitfall: routes that show strangers what is not theirs, the invite code above all. */
class LookingAtPartyTest {

    private static final Identity STRANGER_ID = identity(STRANGER);

    private final InMemoryPartyStore parties = new InMemoryPartyStore();
    private final InMemoryPresence presence = new InMemoryPresence();
    private final InMemoryFriends friends = new InMemoryFriends();
    private final ReadParty read = new ReadParty(parties, presence, friends);

    @ParameterizedTest
    @EnumSource(Visibility.class)
    void members_see_it_and_its_code_at_every_visibility(Visibility visibility) {
        Party party = stored(with(pausedAt(Position.START), visibility));

        assertThat(read.byId(PARTY, identity(VIEWER))).isEqualTo(visible(party));
        assertThat(read.byCode(CODE, identity(VIEWER))).isEqualTo(visible(party));
    }

    @Test
    void anybody_sees_a_public_party() {
        Party party = stored(with(pausedAt(Position.START), Visibility.PUBLIC));

        assertThat(read.byId(PARTY, null)).isEqualTo(visible(party));
        assertThat(read.byId(PARTY, STRANGER_ID)).isEqualTo(visible(party));
    }

    @Test
    void only_friends_see_a_friends_party_even_with_the_code() {
        Party party = stored(with(pausedAt(Position.START), Visibility.FRIENDS));

        assertHidden(null);
        assertHidden(STRANGER_ID);
        friends.befriend(STRANGER.user(), HOST.user());
        assertThat(read.byId(PARTY, STRANGER_ID)).isEqualTo(visible(party));
        assertThat(read.byCode(CODE, STRANGER_ID)).isEqualTo(visible(party));
    }

    @Test
    void the_friends_who_see_it_are_the_rightful_hosts_while_somebody_stands_in() {
        Party party = stored(given(away(with(pausedAt(Position.START), Visibility.FRIENDS), HOST))
                .when(new ReplaceAbsentHost(Duration.ZERO), NOON)
                .party());
        friends.befriend(STRANGER.user(), HOST.user());
        friends.befriend(guest(1).user(), CO_HOST.user());

        assertThat(party.host()).isEqualTo(CO_HOST.user());
        assertThat(read.byId(PARTY, STRANGER_ID)).isEqualTo(visible(party));
        assertHidden(identity(guest(1)));
        ReadMessages messages = new ReadMessages(parties, parties, friends);
        assertThat(messages.handle(PARTY, STRANGER_ID, null, 10)).isInstanceOf(ReadMessages.Result.Visible.class);
        assertThat(messages.handle(PARTY, identity(guest(1)), null, 10))
                .isEqualTo(new ReadMessages.Result.NotAllowed());
    }

    @Test
    void an_invitation_opens_a_party_for_those_invited_to_whoever_has_the_code() {
        Party party = stored(with(pausedAt(Position.START), Visibility.INVITE));

        assertThat(read.byId(PARTY, null)).isEqualTo(new Result.NotAllowed());
        assertThat(read.byId(PARTY, STRANGER_ID)).isEqualTo(new Result.NotAllowed());
        assertThat(read.byCode(CODE, null)).isEqualTo(visible(party));
        assertThat(read.byCode(CODE, STRANGER_ID)).isEqualTo(visible(party));
    }

    @Test
    void nobody_but_members_sees_a_private_party() {
        stored(with(pausedAt(Position.START), Visibility.PRIVATE));

        assertHidden(null);
        assertHidden(STRANGER_ID);
    }

    /** The pitfall: a password that guards the join but not the reads. */
    @ParameterizedTest
    @EnumSource(Visibility.class)
    void a_password_hides_it_from_whoever_is_no_member(Visibility visibility) {
        friends.befriend(STRANGER.user(), HOST.user());
        stored(with(with(pausedAt(Position.START), visibility), new Protection.ByPassword(new PasswordHash("hash"))));

        assertHidden(null);
        assertHidden(STRANGER_ID);
        assertThat(read.byId(PARTY, identity(HOST))).isInstanceOf(Result.Visible.class);
    }

    @Test
    void there_is_no_such_party() {
        assertThat(read.byId(new PartyId(new UUID(0, 99)), identity(HOST))).isEqualTo(new Result.UnknownParty());
        assertThat(read.byCode(new InviteCode("AAAAAA"), identity(HOST))).isEqualTo(new Result.UnknownParty());
    }

    @Test
    void a_party_that_has_ended_can_still_be_seen() {
        Party party = stored(ended(pausedAt(Position.START), NOON));

        assertThat(read.byId(PARTY, identity(VIEWER))).isEqualTo(visible(party));
        assertThat(read.byCode(CODE, identity(VIEWER))).isEqualTo(visible(party));
    }

    @Test
    void says_who_is_connected_to_any_server() {
        Party party = stored(pausedAt(Position.START));
        presence.post(PARTY, Map.of(HOST.user(), ParticipantStatus.NEW));
        presence.neighbour().post(PARTY, Map.of(VIEWER.user(), ParticipantStatus.NEW));

        assertThat(read.byId(PARTY, null))
                .isEqualTo(new Result.Visible(
                        party,
                        Map.of(HOST.user(), ParticipantStatus.NEW, VIEWER.user(), ParticipantStatus.NEW),
                        /* isCodeTold= */ true));
    }

    @Test
    void whoever_was_just_let_in_sees_it_and_its_code() {
        Party party = with(pausedAt(Position.START), Visibility.PRIVATE);

        assertThat(read.afterJoining(party)).isEqualTo(visible(party));
    }

    /** To whoever sees a party it tells the code, too: so far nobody may see it who may not join it. */
    private static Result visible(Party party) {
        return new Result.Visible(party, Map.of(), /* isCodeTold= */ true);
    }

    private void assertHidden(@Nullable Identity reader) {
        assertThat(read.byId(PARTY, reader)).isEqualTo(new Result.NotAllowed());
        assertThat(read.byCode(CODE, reader)).isEqualTo(new Result.NotAllowed());
    }

    private Party stored(Party party) {
        parties.create(party);
        return party;
    }
}
