package dev.watchparty.application.party;

import static dev.watchparty.application.party.People.identity;
import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.filledTo;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryFriends;
import dev.watchparty.application.fixtures.PlainPasswords;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.party.JoinParty.Admission;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoiningByCodeTest {

    private static final Password RIGHT = new Password("sesame");
    private static final Password WRONG = new Password("barley");

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryFriends friends = new InMemoryFriends();
    private final CountingPasswords passwords = new CountingPasswords();

    @Test
    void lets_in_whoever_has_the_code() {
        World world = World.with(created());

        Party party = joined(world, STRANGER, null);

        assertThat(party.participants().findActive(STRANGER.user())).isPresent();
        assertThat(party.phase().startedAt()).contains(NOON);
        assertThat(party).isEqualTo(world.stored());
        assertThat(accounts.find(STRANGER.user())).contains(STRANGER.profile());
    }

    @Test
    void takes_the_code_in_any_case() {
        World world = World.with(created());

        Optional<JoinParty.Result> result = use(world)
                .handle(identity(STRANGER), new InviteCode(CODE.value().toLowerCase(Locale.ROOT)), null);

        assertThat(result.map(JoinParty.Result::party)).contains(PARTY);
    }

    @Test
    void a_code_that_leads_nowhere_leads_nowhere() {
        World world = World.with(created());

        assertThat(use(world).handle(identity(STRANGER), new InviteCode("AAAAAA"), null))
                .isEmpty();
        assertThat(accounts.find(STRANGER.user())).isEmpty();
    }

    @Test
    void the_code_of_a_party_that_has_ended_leads_nowhere() {
        World world = World.with(ended(created(), NOON));

        assertThat(use(world).handle(identity(STRANGER), CODE, null)).isEmpty();
    }

    @Test
    void a_party_that_ends_while_somebody_is_about_to_join_refuses_them() {
        World world = World.with(created());
        JoinParty.Result asked =
                use(world).handle(identity(STRANGER), CODE, null).orElseThrow();
        world.change(party -> ended(party, NOON));
        world.run();

        assertThat(asked.outcome()).isCompletedWithValue(new Outcome.Refused(new Rejection.AlreadyEnded()));
    }

    @Test
    void the_right_password_opens() {
        Party party = joined(World.with(guarded(RIGHT)), STRANGER, RIGHT);

        assertThat(party.participants().findActive(STRANGER.user())).isPresent();
    }

    @Test
    void a_wrong_password_does_not_open() {
        assertRefused(World.with(guarded(RIGHT)), STRANGER, WRONG, new Rejection.InvalidPassword());
    }

    @Test
    void no_password_does_not_open() {
        assertRefused(World.with(guarded(RIGHT)), STRANGER, null, new Rejection.PasswordRequired());
        assertThat(passwords.checks).isZero();
    }

    @Test
    void a_password_that_was_changed_meanwhile_does_not_open() {
        World world = World.with(guarded(RIGHT));
        passwords.meanwhile = () -> world.change(party -> with(party, protection(WRONG)));

        assertRefused(world, STRANGER, RIGHT, new Rejection.InvalidPassword());
    }

    @Test
    void members_are_never_asked_and_nothing_is_hashed_for_them() {
        World world = World.with(guarded(RIGHT));

        assertThat(joined(world, VIEWER, WRONG).version()).isEqualTo(new Version(10));
        assertThat(passwords.checks).isZero();
    }

    @Test
    void whoever_left_is_asked_again() {
        assertRefused(World.with(without(guarded(RIGHT), VIEWER)), VIEWER, null, new Rejection.PasswordRequired());
    }

    @Test
    void a_party_without_a_password_takes_any_and_hashes_none() {
        joined(World.with(created()), STRANGER, WRONG);

        assertThat(passwords.checks).isZero();
    }

    /** The pitfall: a friends' party that never asks about friendship. */
    @Test
    void a_friends_party_takes_friends_only() {
        assertRefused(World.with(with(created(), Visibility.FRIENDS)), STRANGER, null, new Rejection.FriendsOnly());

        friends.befriend(STRANGER.user(), HOST.user());
        World world = World.with(with(created(), Visibility.FRIENDS));

        assertThat(joined(world, STRANGER, null).participants().findActive(STRANGER.user()))
                .isPresent();
    }

    /** The pitfall: while somebody stands in, their friends come in, and the host's do not. */
    @Test
    void a_friends_party_is_the_rightful_hosts_while_somebody_stands_in() {
        friends.befriend(guest(1).user(), CO_HOST.user());
        friends.befriend(STRANGER.user(), HOST.user());
        World world = World.with(with(pausedAt(Position.START), Visibility.FRIENDS));
        standIn(world);

        assertRefused(world, guest(1), null, new Rejection.FriendsOnly());
        assertThat(joined(world, STRANGER, null).participants().findActive(STRANGER.user()))
                .isPresent();
    }

    @Test
    void a_friend_of_whoever_was_host_a_moment_ago_stays_out() {
        friends.befriend(STRANGER.user(), HOST.user());
        World world = World.with(with(pausedAt(Position.START), Visibility.FRIENDS));
        World.Server elsewhere = world.server(new RecordingBackplane());
        elsewhere.ask(new TransferHost(HOST.user(), CO_HOST.user()));

        assertRefused(world, STRANGER, null, new Rejection.FriendsOnly());
    }

    private static void standIn(World world) {
        World.Server server = world.server(new RecordingBackplane());
        server.ask(new Depart(Set.of(HOST.user())));
        server.ask(new ReplaceAbsentHost(Duration.ZERO));
        world.run();
        assertThat(world.stored().host()).isEqualTo(CO_HOST.user());
    }

    @Test
    void a_full_party_says_how_full_it_is() {
        Capacity capacity = new Capacity(5);
        World world = World.with(filledTo(with(pausedAt(Position.START), capacity), 5));

        assertRefused(world, STRANGER, null, new Rejection.PartyFull(5, capacity));
    }

    @Test
    void whoever_is_in_a_full_party_is_in_it() {
        World world = World.with(filledTo(with(pausedAt(Position.START), new Capacity(5)), 5));

        assertThat(joined(world, VIEWER, null)).isEqualTo(world.stored());
    }

    private Party joined(World world, Participant newcomer, @Nullable Password password) {
        JoinParty.Result result =
                use(world).handle(identity(newcomer), CODE, password).orElseThrow();
        world.run();
        assertThat(result.party()).isEqualTo(PARTY);
        assertThat(result.outcome()).isCompletedWithValueMatching(Outcome.Done.class::isInstance);
        return ((Outcome.Done) result.outcome().join()).party();
    }

    private void assertRefused(World world, Participant newcomer, @Nullable Password password, Rejection reason) {
        JoinParty.Result result =
                use(world).handle(identity(newcomer), CODE, password).orElseThrow();
        world.run();
        assertThat(result.outcome()).isCompletedWithValue(new Outcome.Refused(reason));
        assertThat(world.stored().participants().findActive(newcomer.user())).isEmpty();
    }

    private JoinParty use(World world) {
        CommandParty commands = world.server(new RecordingBackplane()).commands();
        return new JoinParty(
                world.store(), accounts, new Admission(commands, new SequentialIds(1), passwords, friends));
    }

    private static Party guarded(Password password) {
        return with(pausedAt(Position.START), protection(password));
    }

    private static Protection protection(Password password) {
        return new Protection.ByPassword(new PlainPasswords().hash(password));
    }

    /** Counts how often the slow thing is done, and lets something happen while it is. */
    private static final class CountingPasswords implements Passwords {

        private final Passwords passwords = new PlainPasswords();
        private Runnable meanwhile = () -> {};
        private int checks;

        @Override
        public PasswordHash hash(Password password) {
            return passwords.hash(password);
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            checks++;
            meanwhile.run();
            return passwords.matches(password, hash);
        }
    }
}
