package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cleo said something. */
class DeletingMessagesTest {

    private static final MessageId MESSAGE = new MessageId(new UUID(5, 1));

    private final World world = World.with(with(pausedAt(Position.START), guest(1)));
    private final Server server = world.server(new RecordingBackplane());
    private final DeleteMessage delete = new DeleteMessage(world.moody(), server.commands());

    static Participant[] allowed() {
        return new Participant[] {VIEWER, CO_HOST, HOST};
    }

    @BeforeEach
    void say() {
        server.ask(new Say(VIEWER.user(), MESSAGE, new ChatText("oops")));
        world.run();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void the_author_and_those_who_lead_may(Participant actor) {
        assertThat(delete(actor, MESSAGE, null)).isInstanceOf(Outcome.Done.class);

        assertThat(world.historyAfter(10))
                .extracting("event")
                .containsExactly(
                        new MessageRedacted(MESSAGE, VIEWER.user()), new MessageDeleted(MESSAGE, actor.user()));
        assertThat(world.store().author(PARTY, MESSAGE)).isEmpty();
    }

    @Test
    void others_may_not() {
        assertThat(delete(guest(1), MESSAGE, null))
                .isEqualTo(new Outcome.Refused(new Rejection.ActionNotAllowed(Action.MODERATE, Role.CO_HOST)));
        assertThat(delete(STRANGER, MESSAGE, null)).isEqualTo(new Outcome.Refused(new Rejection.NotParticipating()));
        assertThat(world.store().author(PARTY, MESSAGE)).contains(VIEWER.user());
    }

    @Test
    void what_nobody_said_cannot_be_deleted() {
        MessageId unknown = new MessageId(new UUID(5, 99));

        assertThat(delete(HOST, unknown, null)).isEqualTo(new Outcome.Refused(new Rejection.NoSuchMessage()));
        assertThat(delete(STRANGER, unknown, null)).isEqualTo(new Outcome.Refused(new Rejection.NotParticipating()));
    }

    @Test
    void what_was_said_in_another_party_cannot_be_deleted_from_this_one() {
        CompletableFuture<Outcome> outcome =
                delete.handle(new PartyId(new UUID(0, 99)), HOST.user(), MESSAGE, /* key= */ null);
        world.run();

        assertThat(outcome).isCompletedWithValue(new Outcome.UnknownParty());
    }

    @Test
    void a_deletion_that_is_repeated_is_done_once_and_answered_as_the_first_time() {
        CommandKey key = new CommandKey(HOST.user(), new CommandId("once"));
        Outcome first = delete(HOST, MESSAGE, key);
        Outcome second = delete(HOST, MESSAGE, key);

        assertThat(version(first)).isEqualTo(new Version(12));
        assertThat(version(second)).isEqualTo(new Version(12));
        assertThat(world.stored().version()).isEqualTo(new Version(12));
        assertThat(delete(HOST, MESSAGE, new CommandKey(HOST.user(), new CommandId("anew"))))
                .isEqualTo(new Outcome.Refused(new Rejection.NoSuchMessage()));
    }

    private static @Nullable Version version(Outcome outcome) {
        return outcome instanceof Outcome.Done done ? done.version() : null;
    }

    private Outcome delete(Participant actor, MessageId message, @Nullable CommandKey key) {
        CompletableFuture<Outcome> outcome = delete.handle(PARTY, actor.user(), message, key);
        world.run();
        return outcome.join();
    }
}
