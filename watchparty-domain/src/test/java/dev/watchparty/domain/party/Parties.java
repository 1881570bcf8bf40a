package dev.watchparty.domain.party;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cast of every test: one party, the people in it and what they watch, always the same. Also the words in which
 * tests of rules are written: {@code given(party).when(command, now).then(events)}.
 */
public final class Parties {

    /** The server time at which everything in {@link #pausedAt} and {@link #playingFrom} stands or begins. */
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final Instant CREATED_AT = NOON.minus(Duration.ofHours(1));
    private static final Instant STARTED_AT = CREATED_AT.plus(Duration.ofMinutes(1));

    public static final PartyId PARTY = new PartyId(id(0x0a, 1));
    public static final InviteCode CODE = new InviteCode("K7QX2M");

    /** Ann leads; she made the party an hour before noon. */
    public static final Participant HOST = person(1, "ann", "Ann", Role.HOST);

    /** Bo may control; he joined a minute after Ann. */
    public static final Participant CO_HOST = person(2, "bo", "Bo", Role.CO_HOST);

    /** Cleo watches; she joined two minutes after Ann. */
    public static final Participant VIEWER = person(3, "cleo", "Cleo", Role.VIEWER);

    /** Dan is in no party, until somebody lets him in. */
    public static final Participant STRANGER = person(4, "dan", "Dan", Role.VIEWER);

    /** The first item: two hours long. */
    public static final PlaylistItem FILM = item(1, "The film", MediaKind.MP4, Length.of(Duration.ofHours(2)));

    /** The second item: half an hour long. */
    public static final PlaylistItem EPISODE = item(2, "The episode", MediaKind.HLS, Length.of(Duration.ofMinutes(30)));

    /** The third and last item: nobody said how long. */
    public static final PlaylistItem STREAM = item(3, "The stream", MediaKind.DASH, Length.UNKNOWN);

    public static final Programme PROGRAMME =
            new Programme.Copied(new PlaylistId(id(0x0c, 1)), Queue.of(List.of(FILM, EPISODE, STREAM)));

    /** Public, open, at most 100 people. */
    public static final Settings SETTINGS =
            Settings.of(new Title("Friday"), Visibility.PUBLIC, Capacity.DEFAULT, Protection.OPEN);

    /** The lead that commands in tests give; see {@link dev.watchparty.domain.sync.StartLead}. */
    public static final Duration LEAD = Duration.ofMillis(150);

    private Parties() {}

    /** The party as Ann just made it: at version 1, with nobody else in it, paused at the start of the film. */
    public static Party created() {
        return Party.create(
                PARTY,
                SETTINGS,
                CODE,
                new Party.Founder(HOST.user(), HOST.profile(), HOST.id()),
                PROGRAMME,
                CREATED_AT);
    }

    /** The live party of Ann, Bo and Cleo at version 10, with its film paused at {@code position}. */
    public static Party pausedAt(Position position) {
        return live(new Timeline.Paused(position, Rate.NORMAL));
    }

    /** The live party of Ann, Bo and Cleo at version 10, with its film at {@code position} at noon, and playing. */
    public static Party playingFrom(Position position) {
        return live(new Timeline.Playing(position, NOON, Rate.NORMAL));
    }

    /** The live party of Ann, Bo and Cleo at version 10. */
    public static Party live(Timeline timeline) {
        return new Party(
                PARTY,
                new Version(10),
                SETTINGS,
                CODE,
                new Leadership.Own(HOST.user()),
                CREATED_AT,
                new Phase.Live(STARTED_AT),
                timeline,
                PROGRAMME,
                Participants.of(List.of(HOST, CO_HOST, VIEWER)),
                Proceedings.NONE);
    }

    /** {@code party}, over since {@code at}. */
    public static Party ended(Party party, Instant at) {
        return party.with(new Phase.Ended(party.phase(), at));
    }

    /** {@code party} with {@code participant} in the place of whoever had the account before. */
    public static Party with(Party party, Participant participant) {
        return party.with(party.participants().with(participant));
    }

    /** {@code party} after {@code participant} left at noon; whoever led it leads it still. */
    public static Party without(Party party, Participant participant) {
        return party.with(participant.user(), leaver -> left(leaver));
    }

    /** {@code participant} who left at noon. */
    public static Participant left(Participant participant) {
        return participant.withMembership(new Membership.Left(NOON)).withAttendance(new Attendance.Absent(NOON));
    }

    /** {@code participant}, who came back at {@code now}. */
    public static Participant back(Participant participant, Instant now) {
        return participant.withMembership(Membership.ACTIVE).withAttendance(new Attendance.Here(now));
    }

    /** {@code participant}, whom somebody banned at noon. */
    public static Participant banned(Participant participant) {
        return left(participant).withMembership(new Membership.Banned(NOON));
    }

    /** {@code party}, in which {@code participant} is away since noon. */
    public static Party away(Party party, Participant participant) {
        return with(party, participant.withAttendance(new Attendance.Absent(NOON)));
    }

    /** {@code party} under {@code policy}. */
    public static Party with(Party party, Policy policy) {
        return with(party, settings -> settings.withPolicy(policy));
    }

    public static Party with(Party party, Proceedings proceedings) {
        return party.with(proceedings);
    }

    public static Party with(Party party, Leadership leadership) {
        return party.with(leadership);
    }

    /** {@code party} with so many of {@link #guest} in it that {@code participants} are active. */
    public static Party filledTo(Party party, int participants) {
        int missing = participants - party.participants().activeCount();
        Party filled = party;
        for (int number = 1; number <= missing; number++) {
            filled = with(filled, guest(number));
        }
        return filled;
    }

    public static Party with(Party party, Phase phase) {
        return party.with(phase);
    }

    public static Party with(Party party, Timeline timeline) {
        return party.with(timeline);
    }

    public static Party with(Party party, Programme programme) {
        return new Party(
                party.id(),
                party.version(),
                party.settings(),
                party.inviteCode(),
                party.leadership(),
                party.createdAt(),
                party.phase(),
                party.timeline(),
                programme,
                party.participants(),
                party.proceedings());
    }

    /** {@code party} with {@code item} of its queue as the current one. */
    public static Party at(Party party, PlaylistItem item) {
        return party.with(party.queue().moveTo(item.id()));
    }

    public static Party with(Party party, UnaryOperator<Settings> change) {
        return identified(party, party.id(), party.inviteCode(), change.apply(party.settings()));
    }

    public static Party with(Party party, Visibility visibility) {
        return with(
                party,
                settings -> new SettingsChange(null, visibility, null, null, null, WaitingChange.NONE, Map.of())
                        .applyTo(settings));
    }

    public static Party with(Party party, Capacity capacity) {
        return with(
                party,
                settings -> new SettingsChange(null, null, capacity, null, null, WaitingChange.NONE, Map.of())
                        .applyTo(settings));
    }

    public static Party with(Party party, Protection protection) {
        return with(
                party,
                settings -> new SettingsChange(null, null, null, protection, null, WaitingChange.NONE, Map.of())
                        .applyTo(settings));
    }

    /** {@code party} under another id and code, for tests with several. */
    public static Party named(Party party, PartyId id, InviteCode code) {
        return identified(party, id, code, party.settings());
    }

    /** A viewer of whom there are as many as wanted, joined {@code number} seconds after Cleo. */
    public static Participant guest(int number) {
        return Participant.newcomer(
                new ParticipantId(id(0x1b, number)),
                new UserId(id(0x1a, number)),
                profile("guest-" + number, "Guest " + number),
                Role.VIEWER,
                VIEWER.joinedAt().plusSeconds(number));
    }

    /** An item of which there are as many as wanted: ten minutes long. */
    public static PlaylistItem clip(int number) {
        return item(1_000 + number, "Clip " + number, MediaKind.MP4, Length.of(Duration.ofMinutes(10)));
    }

    /** The first {@code count} of {@link #clip}. */
    public static List<PlaylistItem> clips(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Parties::clip).toList();
    }

    /** Every command there is. */
    public static Set<Class<?>> commands() {
        return Stream.of(PartyCommand.class.getPermittedSubclasses())
                .flatMap(topic -> Stream.of(topic.getPermittedSubclasses()))
                .collect(Collectors.toSet());
    }

    /** Begins a test of a rule. */
    public static Given given(Party party) {
        return new Given(party);
    }

    private static Participant person(int number, String username, String displayName, Role role) {
        return Participant.newcomer(
                new ParticipantId(id(0x0b, number)),
                new UserId(id(0x01, number)),
                profile(username, displayName),
                role,
                CREATED_AT.plus(Duration.ofMinutes(number - 1)));
    }

    private static Profile profile(String username, String displayName) {
        return new Profile(new Username(username), new DisplayName(displayName), Avatar.NONE);
    }

    private static PlaylistItem item(int number, String title, MediaKind kind, Length length) {
        return new PlaylistItem(
                new ItemId(id(0x0d, number)),
                new ItemTitle(title),
                new MediaUrl("https://media.example/" + number),
                kind,
                length);
    }

    private static UUID id(int family, int number) {
        return new UUID((long) family << 32, number);
    }

    private static Party identified(Party party, PartyId id, InviteCode code, Settings settings) {
        return new Party(
                id,
                party.version(),
                settings,
                code,
                party.leadership(),
                party.createdAt(),
                party.phase(),
                party.timeline(),
                party.programme(),
                party.participants(),
                party.proceedings());
    }

    /** A party that is about to be asked something. */
    public record Given(Party party) {

        public Decided when(PartyCommand command, Instant now) {
            return new Decided(party, command.decide(party, now));
        }
    }

    /** What a party answered. */
    public record Decided(Party before, Decision decision) {

        /** The command was accepted and caused these events, in this order; none, if there was nothing to do. */
        public Decided then(PartyEvent... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(events)));
            return this;
        }

        /** The command was refused, for this reason. */
        public void thenRejected(Rejection reason) {
            assertThat(decision).isEqualTo(new Decision.Rejected(reason));
        }

        /** The party after the events of the accepted command. */
        public Party party() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            return Stream.of(decision)
                    .filter(Decision.Accepted.class::isInstance)
                    .map(Decision.Accepted.class::cast)
                    .flatMap(accepted -> accepted.events().stream())
                    .reduce(before, Party::after, (one, other) -> other);
        }
    }
}
