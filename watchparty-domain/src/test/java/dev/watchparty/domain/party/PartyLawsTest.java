package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.Decision.Accepted;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after any command of any history. Replay a failure by its seed. */
class PartyLawsTest {

    private static final int HISTORIES = 300;
    private static final int COMMANDS = 150;
    private static final Capacity CAPACITY = new Capacity(4);
    private static final PasswordHash HASH = new PasswordHash("hash");

    /** The film and the episode, which both end. */
    private static final Programme ENDING = PROGRAMME.with(Queue.of(List.of(FILM, EPISODE)));

    /** More people than places. */
    private static final List<Participant> PEOPLE = Stream.concat(
                    Stream.of(HOST), Stream.of(1, 2, 3, 4, 5, 6).map(Parties::guest))
            .toList();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hold_in_every_history(long seed) {
        History history = new History(new Random(seed));
        for (int command = 0; command < COMMANDS; command++) {
            history.goOn();
        }

        assertThat(history.replayed()).isEqualTo(history.party);
    }

    static LongStream seeds() {
        return LongStream.range(0, HISTORIES);
    }

    @Test
    void were_tried_with_every_event_there_is() {
        Set<Class<?>> seen = new HashSet<>();
        seen.add(PartyEvent.PartyCreated.class);
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new History(new Random(seed));
            for (int command = 0; command < COMMANDS; command++) {
                history.goOn();
            }
            history.events.forEach(event -> seen.add(event.getClass()));
        }

        assertThat(seen).containsExactlyInAnyOrder(PartyEvent.class.getPermittedSubclasses());
    }

    private static final class History {

        private final Random random;
        private final Party beginning;
        private final List<PartyEvent> events = new ArrayList<>();
        private Party party;
        private Instant now;

        History(Random random) {
            this.random = random;
            Party made = with(created(), CAPACITY);
            if (random.nextInt(4) == 0) made = with(made, new Protection.ByPassword(HASH));
            if (random.nextInt(4) == 0) made = with(made, Visibility.FRIENDS);
            if (random.nextInt(2) == 0) made = with(made, ENDING);
            this.beginning = made;
            this.party = made;
            this.now = made.createdAt();
        }

        void goOn() {
            now = now.plusMillis(random.nextInt(random.nextInt(5) == 0 ? 10_000_000 : 5_000));
            PartyCommand command = anyCommand();
            Decision decision = command.decide(party, now);

            assertThat(command.decide(party, now)).as("pure").isEqualTo(decision);
            Party before = party;
            if (decision instanceof Accepted accepted) {
                for (PartyEvent event : accepted.events()) {
                    events.add(event);
                    party = party.after(event);
                }
            }
            check(before);
        }

        Party replayed() {
            Party replayed = beginning;
            for (PartyEvent event : events) {
                replayed = replayed.after(event);
            }
            return replayed;
        }

        private void check(Party before) {
            assertThat(party.version().value()).as("gap-free").isEqualTo(1L + events.size());
            assertThat(party.participants().activeCount())
                    .as("capacity")
                    .isEqualTo((int) party.participants().active().count())
                    .isLessThanOrEqualTo(CAPACITY.participants());
            assertThat(hosts()).as("one host").containsExactly(party.host());
            if (!party.hasEnded() && party.participants().activeCount() > 0) {
                assertThat(party.participants().findActive(party.host()))
                        .as("host is here")
                        .isPresent();
            }
            assertThat(party.length().clamp(party.positionAt(now)))
                    .as("within the item")
                    .isEqualTo(party.positionAt(now));
            if (before.hasEnded()) assertThat(party).as("over is over").isEqualTo(before);
            if (party.hasEnded())
                assertThat(party.timeline().isPlaying()).as("over stands still").isFalse();
            before.participants().all().forEach(this::checkUnchanging);
        }

        private List<UserId> hosts() {
            return party.participants().all().stream()
                    .filter(participant -> participant.role() == Role.HOST)
                    .map(Participant::user)
                    .toList();
        }

        private void checkUnchanging(Participant known) {
            Participant same = party.participants().find(known.user()).orElseThrow();
            assertThat(same.id()).isEqualTo(known.id());
            assertThat(same.joinedAt()).isEqualTo(known.joinedAt());
        }

        private PartyCommand anyCommand() {
            Participant person = PEOPLE.get(random.nextInt(PEOPLE.size()));
            UserId actor = person.user();
            Duration lead = Duration.ofMillis(random.nextInt(500));
            int kind = random.nextInt(100);
            if (kind < 30) return join(person);
            if (kind < 42) return new Leave(actor);
            if (kind < 52) return new Play(actor, random.nextBoolean() ? anyPosition() : null, lead);
            if (kind < 60) return new Pause(actor, random.nextBoolean() ? anyPosition() : null);
            if (kind < 70) return new Seek(actor, anyPosition(), lead);
            if (kind < 80) return new Skip(actor, random.nextBoolean() ? anyItem() : null, lead);
            if (kind < 92) return new MoveOn(anyItem(), lead);
            if (kind < 99) return new Say(actor, new MessageId(anyUuid()), new ChatText("hi"));
            return new End(actor);
        }

        private Join join(Participant person) {
            List<PasswordProof> proofs =
                    List.of(PasswordProof.NONE, new PasswordProof.Wrong(HASH), new PasswordProof.Right(HASH));
            Friendship friendship = random.nextBoolean() ? Friendship.FRIEND : Friendship.STRANGER;
            return new Join(person.user(), person.profile(), person.id(), proofs.get(random.nextInt(3)), friendship);
        }

        private Position anyPosition() {
            long latest = random.nextInt(8) == 0
                    ? Position.MILLIS_MAX
                    : Duration.ofHours(2).toMillis() + 1_500;
            return new Position(random.nextLong(latest + 1));
        }

        private ItemId anyItem() {
            if (random.nextInt(8) == 0) return new ItemId(anyUuid());
            List<PlaylistItem> items = party.queue().items();
            return items.get(random.nextInt(items.size())).id();
        }

        private UUID anyUuid() {
            return new UUID(random.nextLong(), random.nextLong());
        }
    }
}
