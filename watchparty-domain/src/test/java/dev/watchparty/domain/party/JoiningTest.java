package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.back;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.filledTo;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.Username;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JoiningTest {

    private static final Party PARTY = pausedAt(Position.START);
    private static final PasswordHash HASH = new PasswordHash("hash");
    private static final PasswordProof RIGHT = new PasswordProof.Right(HASH);
    private static final PasswordProof WRONG = new PasswordProof.Wrong(HASH);
    private static final Party GUARDED = with(PARTY, new Protection.ByPassword(HASH));
    private static final Party FOR_FRIENDS = with(PARTY, Visibility.FRIENDS);
    private static final FriendProof FRIEND = new FriendProof.FriendOf(HOST.user());

    @Test
    void makes_a_stranger_a_viewer_from_now_on() {
        given(PARTY)
                .when(join(STRANGER), NOON)
                .then(new ParticipantJoined(
                        Participant.newcomer(STRANGER.id(), STRANGER.user(), STRANGER.profile(), Role.VIEWER, NOON)));
    }

    @Test
    void starts_the_party_when_somebody_else_comes_for_the_first_time() {
        Party party = given(created())
                .when(join(STRANGER), NOON)
                .then(new ParticipantJoined(joined(STRANGER)), new PartyStarted(NOON))
                .party();

        assertThat(party.phase().startedAt()).hasValue(NOON);
    }

    @Test
    void starts_the_party_only_once() {
        Party started = given(created()).when(join(STRANGER), NOON).party();
        Party later = given(started).when(join(guest(1)), NOON.plusSeconds(60)).party();

        assertThat(later.phase().startedAt()).hasValue(NOON);
    }

    @Test
    void of_the_host_who_comes_back_starts_nothing() {
        Party empty = given(created()).when(new Leave(HOST.user()), NOON).party();

        Party back = given(empty).when(join(HOST), NOON).party();

        assertThat(back.phase()).isEqualTo(new Phase.Scheduled());
        assertThat(back.participants().activeCount()).isEqualTo(1);
    }

    @Test
    void again_while_in_the_party_changes_nothing() {
        given(PARTY).when(join(VIEWER), NOON).then();
        given(with(PARTY, new Capacity(3))).when(join(VIEWER), NOON).then();
        given(GUARDED).when(join(VIEWER), NOON).then();
        given(FOR_FRIENDS).when(join(VIEWER), NOON).then();
    }

    @Test
    void again_after_leaving_keeps_id_role_and_time_of_joining() {
        Party left = given(PARTY).when(new Leave(CO_HOST.user()), NOON).party();
        Join again = new Join(
                CO_HOST.user(),
                CO_HOST.profile(),
                new ParticipantId(new UUID(9, 9)),
                PasswordProof.NONE,
                FriendProof.NONE);

        given(left).when(again, NOON.plusSeconds(60)).then(new ParticipantJoined(back(CO_HOST, NOON.plusSeconds(60))));
    }

    @Test
    void again_after_leaving_takes_the_new_name() {
        Profile renamed = new Profile(new Username("bo"), new DisplayName("Bo B."), Avatar.NONE);
        Join again = new Join(CO_HOST.user(), renamed, CO_HOST.id(), PasswordProof.NONE, FriendProof.NONE);

        given(without(PARTY, CO_HOST))
                .when(again, NOON)
                .then(new ParticipantJoined(back(CO_HOST, NOON).withProfile(renamed)));
    }

    @Test
    void late_sees_the_running_position_and_changes_it_for_nobody() {
        Party playing = playingFrom(new Position(60_000));

        Party party = given(playing)
                .when(join(STRANGER), NOON.plus(Duration.ofMinutes(40)))
                .party();

        assertThat(party.timeline()).isEqualTo(playing.timeline());
        assertThat(party.positionAt(NOON.plus(Duration.ofMinutes(40)))).isEqualTo(new Position(2_460_000));
    }

    @Test
    void takes_the_last_place() {
        Party almostFull = with(PARTY, new Capacity(4));

        assertThat(given(almostFull)
                        .when(join(STRANGER), NOON)
                        .party()
                        .participants()
                        .activeCount())
                .isEqualTo(4);
    }

    @Test
    void is_refused_when_the_party_is_full() {
        given(with(PARTY, new Capacity(3)))
                .when(join(STRANGER), NOON)
                .thenRejected(new Rejection.PartyFull(3, new Capacity(3)));
        given(filledTo(with(PARTY, new Capacity(1000)), 1000))
                .when(join(STRANGER), NOON)
                .thenRejected(new Rejection.PartyFull(1000, new Capacity(1000)));
    }

    @Test
    void again_after_leaving_needs_a_place_too_even_for_the_host() {
        Party full = filledTo(with(without(PARTY, HOST), new Capacity(3)), 3);

        given(full).when(join(HOST), NOON).thenRejected(new Rejection.PartyFull(3, new Capacity(3)));
    }

    @Test
    void finds_a_place_where_somebody_left() {
        Party left = without(with(PARTY, new Capacity(3)), VIEWER);

        given(left).when(join(STRANGER), NOON).then(new ParticipantJoined(joined(STRANGER)));
    }

    @Test
    void needs_the_password() {
        given(GUARDED).when(join(STRANGER), NOON).thenRejected(new Rejection.PasswordRequired());
        given(GUARDED).when(join(STRANGER, WRONG), NOON).thenRejected(new Rejection.InvalidPassword());
        given(GUARDED).when(join(STRANGER, RIGHT), NOON).then(new ParticipantJoined(joined(STRANGER)));
    }

    @Test
    void needs_the_password_as_it_is_now() {
        PasswordProof former = new PasswordProof.Right(new PasswordHash("former hash"));

        given(GUARDED).when(join(STRANGER, former), NOON).thenRejected(new Rejection.InvalidPassword());
    }

    @Test
    void needs_the_password_again_after_leaving() {
        given(without(GUARDED, VIEWER)).when(join(VIEWER), NOON).thenRejected(new Rejection.PasswordRequired());
    }

    @Test
    void needs_no_password_where_there_is_none() {
        given(PARTY).when(join(STRANGER, WRONG), NOON).then(new ParticipantJoined(joined(STRANGER)));
    }

    @Test
    void never_asks_the_host_for_a_password_or_friendship() {
        Party strict = with(without(GUARDED, HOST), Visibility.FRIENDS);

        given(strict).when(join(HOST), NOON).then(new ParticipantJoined(back(HOST, NOON)));
    }

    @Test
    void is_refused_to_strangers_where_only_friends_may() {
        given(FOR_FRIENDS).when(join(STRANGER), NOON).thenRejected(new Rejection.FriendsOnly());
        given(FOR_FRIENDS)
                .when(join(STRANGER, PasswordProof.NONE, FRIEND), NOON)
                .then(new ParticipantJoined(joined(STRANGER)));
    }

    /** The pitfall: a friend of whoever was host when somebody looked, in the party of somebody else. */
    @Test
    void is_refused_to_friends_of_whoever_was_host_before() {
        Party handedOver = given(FOR_FRIENDS)
                .when(new TransferHost(HOST.user(), CO_HOST.user()), NOON)
                .party();

        given(handedOver)
                .when(join(STRANGER, PasswordProof.NONE, FRIEND), NOON)
                .thenRejected(new Rejection.FriendsOnly());
    }

    @Test
    void is_for_friends_of_the_rightful_host_whoever_stands_in() {
        Party stoodIn = given(away(FOR_FRIENDS, HOST))
                .when(new ReplaceAbsentHost(Duration.ZERO), NOON)
                .party();

        assertThat(stoodIn.host()).isEqualTo(CO_HOST.user());
        given(stoodIn)
                .when(join(STRANGER, PasswordProof.NONE, FRIEND), NOON)
                .then(new ParticipantJoined(joined(STRANGER)));
        given(stoodIn)
                .when(join(STRANGER, PasswordProof.NONE, new FriendProof.FriendOf(CO_HOST.user())), NOON)
                .thenRejected(new Rejection.FriendsOnly());
    }

    @Test
    void tells_who_is_no_friend_nothing_about_password_and_places() {
        Party strict = with(with(FOR_FRIENDS, new Protection.ByPassword(HASH)), new Capacity(3));

        given(strict).when(join(STRANGER, RIGHT), NOON).thenRejected(new Rejection.FriendsOnly());
        given(strict).when(join(STRANGER, WRONG, FRIEND), NOON).thenRejected(new Rejection.InvalidPassword());
        given(strict)
                .when(join(STRANGER, RIGHT, FRIEND), NOON)
                .thenRejected(new Rejection.PartyFull(3, new Capacity(3)));
    }

    @Test
    void is_possible_with_the_code_at_every_other_visibility() {
        for (Visibility visibility : new Visibility[] {Visibility.PUBLIC, Visibility.INVITE, Visibility.PRIVATE}) {
            given(with(PARTY, visibility)).when(join(STRANGER), NOON).then(new ParticipantJoined(joined(STRANGER)));
        }
    }

    @Test
    void is_refused_when_the_party_is_over() {
        given(ended(PARTY, NOON)).when(join(STRANGER), NOON).thenRejected(new Rejection.AlreadyEnded());
        given(ended(PARTY, NOON)).when(join(VIEWER), NOON).thenRejected(new Rejection.AlreadyEnded());
    }

    private static Participant joined(Participant newcomer) {
        return Participant.newcomer(newcomer.id(), newcomer.user(), newcomer.profile(), Role.VIEWER, NOON);
    }

    private static Join join(Participant who) {
        return join(who, PasswordProof.NONE);
    }

    private static Join join(Participant who, PasswordProof proof) {
        return join(who, proof, FriendProof.NONE);
    }

    private static Join join(Participant who, PasswordProof proof, FriendProof friends) {
        return new Join(who.user(), who.profile(), who.id(), proof, friends);
    }
}
