package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.AnyCommand.GRACE;
import static dev.watchparty.domain.party.AnyCommand.HASH;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.commands;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.ChatCommand.DeleteMessage;
import dev.watchparty.domain.party.ChatCommand.React;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.Decision.Accepted;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.QueueCommand.RemoveItem;
import dev.watchparty.domain.party.QueueCommand.VoteToSkip;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Queue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after any command of any history. Replay a failure by its seed. */
class PartyLawsTest {

    private static final int HISTORIES = 150;
    private static final int COMMANDS = 200;
    private static final Capacity CAPACITY = new Capacity(5);

    /** The film and the episode, which both end. */
    private static final Programme ENDING = PROGRAMME.with(Queue.of(List.of(FILM, EPISODE)));

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

    /** Redaction is the store's: no command causes it. */
    @Test
    void were_tried_with_every_command_and_every_event_there_is() {
        Set<Class<?>> asked = new HashSet<>();
        Set<Class<?>> happened = new HashSet<>(Set.of(PartyCreated.class, MessageRedacted.class));
        for (long seed = 0; seed < HISTORIES / 2; seed++) {
            History history = new History(new Random(seed));
            for (int command = 0; command < COMMANDS; command++) {
                asked.add(history.goOn().getClass());
            }
            history.events.forEach(event -> happened.add(event.getClass()));
        }

        assertThat(asked).isEqualTo(commands());
        assertThat(happened).containsExactlyInAnyOrder(PartyEvent.class.getPermittedSubclasses());
    }

    private static final class History {

        private final Random random;
        private final AnyCommand commands;
        private final Party beginning;
        private final NaiveParty naive;
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
            this.naive = new NaiveParty(HOST, now);
            this.commands = new AnyCommand(random, made);
        }

        PartyCommand goOn() {
            now = now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 10_000_000 : 12_000));
            PartyCommand command = commands.next(party, now);
            Decision decision = command.decide(party, now);

            assertThat(command.decide(party, now)).as("pure").isEqualTo(decision);
            Party before = party;
            if (decision instanceof Accepted accepted) {
                checkAllowed(command, accepted);
                accepted.events().forEach(this::happens);
                naive.accepted(command, now);
            }
            checkPeople();
            checkFilm(before, command);
            checkUnchanging(before, command);
            checkControllable();
            return command;
        }

        Party replayed() {
            Party replayed = beginning;
            for (PartyEvent event : events) {
                replayed = replayed.after(event);
            }
            return replayed;
        }

        private void happens(PartyEvent event) {
            if (event instanceof HoldStarted)
                assertThat(party.isHeld()).as("held once").isFalse();
            if (event instanceof HoldReleased)
                assertThat(party.isHeld()).as("was held").isTrue();
            events.add(event);
            party = party.after(event);
        }

        private void checkAllowed(PartyCommand command, Accepted accepted) {
            if (command instanceof Join join) {
                assertThat(naive.isBanned(join.actor())).as("banned").isFalse();
            }
            if (command instanceof Say say) {
                assertThat(naive.isHeard(say.actor())).as("heard").isTrue();
            }
            if (command instanceof React react) {
                assertThat(naive.isHeard(react.actor())).as("heard").isTrue();
            }
            boolean isSkip = accepted.events().stream().anyMatch(ItemFollowed.class::isInstance);
            if (command instanceof VoteToSkip vote && isSkip) {
                Set<UserId> voters = new HashSet<>(party.proceedings().ballot().skip());
                voters.add(vote.actor());
                assertThat(2 * voters.stream().filter(naive::isHere).count())
                        .as("majority of those here")
                        .isGreaterThan(naive.here());
            }
        }

        private void checkPeople() {
            assertThat(everybody()).as("people").isEqualTo(naive.everybody());
            assertThat(party.host()).as("host").isEqualTo(naive.host());
            assertThat(party.leadership().rightful()).as("rightful host").isEqualTo(naive.awaited());
            assertThat(hosts()).as("one host").containsExactly(party.host());
            assertThat((long) party.participants().activeCount())
                    .as("capacity")
                    .isEqualTo(naive.present())
                    .isLessThanOrEqualTo(party.settings().capacity().participants());
            if (!party.hasEnded() && naive.present() > 0) {
                assertThat(party.participants().findActive(party.host()))
                        .as("the host is in the party")
                        .isPresent();
            }
            boolean rightfulIsHere = naive.isHere(party.leadership().rightful());
            if (!party.hasEnded() && rightfulIsHere) {
                assertThat(party.host()).as("who is back leads").isEqualTo(naive.awaited());
            }
        }

        private Map<String, String> everybody() {
            Map<String, String> everybody = new TreeMap<>();
            for (Participant person : party.participants().all()) {
                String where =
                        person.isHere() ? "HERE" : person.isActive() ? "AWAY" : person.isBanned() ? "BANNED" : "OUT";
                String voice = person.isMuted() ? " muted" : "";
                everybody.put(person.user().value().toString(), where + " " + person.role() + voice);
            }
            return everybody;
        }

        private List<UserId> hosts() {
            return party.participants().all().stream()
                    .filter(participant -> participant.role() == Role.HOST)
                    .map(Participant::user)
                    .toList();
        }

        private void checkFilm(Party before, PartyCommand command) {
            assertThat(party.length().clamp(party.positionAt(now)))
                    .as("within the item")
                    .isEqualTo(party.positionAt(now));
            if (party.isHeld() || party.hasEnded()) {
                assertThat(party.timeline().isPlaying()).as("stands still").isFalse();
            }
            Optional<PlaylistItem> current = before.queue().current();
            boolean isEdit = command instanceof QueueCommand && !(command instanceof VoteToSkip);
            boolean isRemoval =
                    command instanceof RemoveItem remove && before.queue().isCurrent(remove.item());
            if (isEdit && !isRemoval && current.isPresent()) {
                assertThat(party.queue().current()).as("current item").isEqualTo(current);
            }
            boolean isAnother = !party.queue().current().equals(current);
            if (isAnother && current.isPresent()) {
                assertThat(party.proceedings().ballot()).as("votes").isEqualTo(Proceedings.Ballot.EMPTY);
            }
            if (isEdit && !isRemoval) {
                assertThat(party.timeline()).as("edits leave the film alone").isEqualTo(before.timeline());
            }
        }

        private void checkUnchanging(Party before, PartyCommand command) {
            assertThat(party.version().value()).as("gap-free").isEqualTo(1L + events.size());
            if (before.hasEnded() && !(command instanceof Erase) && !(command instanceof DeleteMessage)) {
                assertThat(party).as("over is over").isEqualTo(before);
            }
            for (Participant known : before.participants().all()) {
                Participant same = party.participants().find(known.user()).orElseThrow();
                assertThat(same.id()).isEqualTo(known.id());
                assertThat(same.joinedAt()).isEqualTo(known.joinedAt());
            }
        }

        /** A party with people in front of it has somebody among them who can start the film, after the grace. */
        private void checkControllable() {
            if (party.hasEnded() || naive.here() == 0) return;
            Decision decision = new ReplaceAbsentHost(GRACE).decide(party, now.plus(GRACE));
            Party cared = ((Accepted) decision).events().stream().reduce(party, Party::after, (one, other) -> other);
            assertThat(cared.participants().here())
                    .as("a controller who is here")
                    .anyMatch(member -> cared.isHost(member.user())
                            || cared.actionsOf(member.user()).contains(Action.PLAY));
        }
    }
}
