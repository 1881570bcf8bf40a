package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.ChangeSettings.PasswordWish;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.SettingsChange;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChangingSettingsTest {

    private static final Protection.ByPassword GUARDED = new Protection.ByPassword(new PasswordHash("before"));
    private static final SettingsChange NOTHING =
            new SettingsChange(null, null, null, null, null, WaitingChange.NONE, Map.of());
    private static final SettingsChange TITLE =
            new SettingsChange(new Title("Saturday"), null, null, null, null, WaitingChange.NONE, Map.of());
    private static final PasswordWish SECRET = new PasswordWish.Set(new Password("secret"));

    private final CountingPasswords passwords = new CountingPasswords();

    @Test
    void the_host_sets_a_password_that_is_kept_as_a_hash() {
        World world = World.with(pausedAt(Position.START));
        change(world, HOST, SECRET, TITLE);

        assertThat(world.stored().settings().protection())
                .isEqualTo(new Protection.ByPassword(new PasswordHash("hash 1")));
        assertThat(world.stored().settings().title()).isEqualTo(new Title("Saturday"));
    }

    @Test
    void a_password_is_cleared() {
        World world = guarded();
        change(world, HOST, new PasswordWish.Clear(), NOTHING);

        assertThat(world.stored().settings().protection()).isEqualTo(Protection.OPEN);
        assertThat(passwords.hashes).isZero();
    }

    @Test
    void a_password_that_nobody_speaks_of_is_kept() {
        World world = guarded();
        change(world, HOST, new PasswordWish.Keep(), TITLE);

        assertThat(world.stored().settings().protection()).isEqualTo(GUARDED);
        assertThat(world.stored().settings().title()).isEqualTo(new Title("Saturday"));
    }

    /** The pitfall: hashing is slow on purpose, so that whoever may ask for it can make the server do nothing else. */
    @Test
    void nothing_is_hashed_for_anybody_but_the_host() {
        World world = guarded();

        assertThat(change(world, CO_HOST, SECRET, TITLE)).isEqualTo(new Outcome.Refused(new Rejection.HostOnly()));
        assertThat(change(world, STRANGER, SECRET, TITLE)).isEqualTo(new Outcome.Refused(new Rejection.HostOnly()));
        assertThat(passwords.hashes).isZero();
        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    /** The pitfall: a change that is said to be done, and a party without the password. */
    @Test
    void nothing_is_changed_for_somebody_who_becomes_host_too_late_for_their_password() {
        World world = guarded();
        World.Server elsewhere = world.server(new RecordingBackplane());
        world.moody().afterNextFind(() -> {
            elsewhere.ask(new TransferHost(HOST.user(), CO_HOST.user()));
            world.run();
        });

        assertThat(change(world, CO_HOST, SECRET, TITLE)).isEqualTo(new Outcome.Refused(new Rejection.HostOnly()));
        assertThat(world.stored().host()).isEqualTo(CO_HOST.user());
        assertThat(world.stored().settings().title()).isNotEqualTo(new Title("Saturday"));
    }

    @Test
    void nothing_is_hashed_for_a_party_that_is_over_or_that_there_is_not() {
        World world = World.with(ended(pausedAt(Position.START), NOON));

        assertThat(change(world, HOST, SECRET, TITLE)).isEqualTo(new Outcome.Refused(new Rejection.AlreadyEnded()));
        CompletableFuture<Outcome> nowhere =
                use(world).handle(new PartyId(new UUID(0, 99)), HOST.user(), SECRET, TITLE);
        world.run();

        assertThat(nowhere).isCompletedWithValue(new Outcome.UnknownParty());
        assertThat(passwords.hashes).isZero();
    }

    @Test
    void what_is_so_already_changes_nothing() {
        World world = guarded();

        assertThat(change(world, HOST, new PasswordWish.Keep(), NOTHING)).isInstanceOf(Outcome.Done.class);
        assertThat(world.stored().version()).isEqualTo(new Version(10));
    }

    private static World guarded() {
        return World.with(with(pausedAt(Position.START), GUARDED));
    }

    private Outcome change(World world, Participant actor, PasswordWish password, SettingsChange change) {
        CompletableFuture<Outcome> outcome = use(world).handle(PARTY, actor.user(), password, change);
        world.run();
        return outcome.join();
    }

    private ChangeSettings use(World world) {
        return new ChangeSettings(
                world.moody(), passwords, world.server(new RecordingBackplane()).commands());
    }

    /** Counts what it was asked. */
    private static final class CountingPasswords implements Passwords {

        private int hashes;

        @Override
        public PasswordHash hash(Password password) {
            hashes++;
            return new PasswordHash("hash " + hashes);
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            return false;
        }
    }
}
