package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.left;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.party.Visitor.CodeHeld;
import dev.watchparty.domain.playback.Position;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may read, join and study a party, and who may know its code: everybody of every kind, at every visibility. */
class AccessTest {

    /** {@code code}: with the invite code only. */
    private static final RuleTable READING = RuleTable.of("""
            who            | public | friends | invite | private | public + password | friends + password | invite + password | private + password
            -----------------------------------------------------------------------------------------------------------------------------------------
            anonymous      | yes    | no      | code   | no      | no                | no                 | no                | no
            stranger       | yes    | no      | code   | no      | no                | no                 | no                | no
            friend         | yes    | yes     | code   | no      | no                | no                 | no                | no
            former member  | yes    | no      | code   | no      | no                | no                 | no                | no
            banned         | no     | no      | no     | no      | no                | no                 | no                | no
            member         | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            co-host        | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            host           | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            """);

    /** The code finds the party and opens nothing besides: {@code password} is asked for, {@code in} is in already. */
    private static final RuleTable JOINING = RuleTable.of("""
            who            | public | friends | invite | private | public + password | friends + password | invite + password | private + password
            -----------------------------------------------------------------------------------------------------------------------------------------
            stranger       | joins  | friends | joins  | joins   | password          | friends            | password          | password
            friend         | joins  | joins   | joins  | joins   | password          | password           | password          | password
            former member  | joins  | friends | joins  | joins   | password          | friends            | password          | password
            banned         | banned | banned  | banned | banned  | banned            | banned             | banned            | banned
            member         | in     | in      | in     | in      | in                | in                 | in                | in
            co-host        | in     | in      | in     | in      | in                | in                 | in                | in
            host           | in     | in      | in     | in      | in                | in                 | in                | in
            """);

    /** Whoever needs no code may know it; besides them, who may invite. To have come by the code changes nothing. */
    private static final RuleTable CODE = RuleTable.of("""
            who            | public | friends | invite | private | public + password | friends + password | invite + password | private + password
            -----------------------------------------------------------------------------------------------------------------------------------------
            anonymous      | yes    | no      | no     | no      | no                | no                 | no                | no
            stranger       | yes    | no      | no     | no      | no                | no                 | no                | no
            friend         | yes    | yes     | no     | no      | no                | no                 | no                | no
            former member  | yes    | no      | no     | no      | no                | no                 | no                | no
            banned         | no     | no      | no     | no      | no                | no                 | no                | no
            member         | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            co-host        | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            host           | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            """);

    private static final RuleTable CODE_WHERE_CO_HOSTS_INVITE = RuleTable.of("""
            who            | public | friends | invite | private | public + password | friends + password | invite + password | private + password
            -----------------------------------------------------------------------------------------------------------------------------------------
            anonymous      | yes    | no      | no     | no      | no                | no                 | no                | no
            stranger       | yes    | no      | no     | no      | no                | no                 | no                | no
            friend         | yes    | yes     | no     | no      | no                | no                 | no                | no
            former member  | yes    | no      | no     | no      | no                | no                 | no                | no
            banned         | no     | no      | no     | no      | no                | no                 | no                | no
            member         | yes    | no      | no     | no      | no                | no                 | no                | no
            co-host        | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            host           | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            """);

    /** A password makes no difference to those who are signed in: the figures name nobody. */
    private static final RuleTable ANALYTICS = RuleTable.of("""
            who            | public | friends | invite | private | public + password | friends + password | invite + password | private + password
            -----------------------------------------------------------------------------------------------------------------------------------------
            stranger       | yes    | no      | yes    | no      | yes               | no                 | yes               | no
            friend         | yes    | no      | yes    | no      | yes               | no                 | yes               | no
            former member  | yes    | yes     | yes    | no      | yes               | yes                | yes               | no
            banned         | yes    | yes     | yes    | no      | yes               | yes                | yes               | no
            member         | yes    | yes     | yes    | no      | yes               | yes                | yes               | no
            co-host        | yes    | yes     | yes    | no      | yes               | yes                | yes               | no
            host           | yes    | yes     | yes    | yes     | yes               | yes                | yes               | yes
            """);

    /** What those who may read the party may read of what was said; at no visibility are there other rules. */
    private static final RuleTable HISTORY = RuleTable.of("""
            who            | everyone   | since join | none
            --------------------------------------------------
            anonymous      | everything | nothing    | nothing
            stranger       | everything | nothing    | nothing
            friend         | everything | nothing    | nothing
            former member  | everything | nothing    | nothing
            member         | everything | since      | nothing
            co-host        | everything | since      | nothing
            host           | everything | since      | nothing
            """);

    private static final PasswordHash HASH = new PasswordHash("hash");
    private static final Participant FORMER = left(guest(1));
    private static final Participant BANNED = banned(guest(2));
    private static final Party PARTY = with(with(pausedAt(Position.START), FORMER), BANNED);

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void reading(String column, Who who) {
        String expected = READING.cell(who.label, column);

        assertThat(party(column).mayBeReadBy(who.visitor(CodeHeld.NO))).isEqualTo(expected.equals("yes"));
        assertThat(party(column).mayBeReadBy(who.visitor(CodeHeld.YES))).isEqualTo(!expected.equals("no"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhereSignedIn")
    void joining(String column, Who who) {
        Party party = party(column);
        Participant back = Parties.back(who.person(), NOON);
        PartyEvent joined = new PartyEvent.ParticipantJoined(
                who == Who.FORMER_MEMBER
                        ? back
                        : Participant.newcomer(back.id(), back.user(), back.profile(), Role.VIEWER, NOON));
        Join bare = join(who, PasswordProof.NONE);
        Join wrong = join(who, new PasswordProof.Wrong(HASH));
        Join right = join(who, new PasswordProof.Right(HASH));

        switch (JOINING.cell(who.label, column)) {
            case "joins" ->
                Stream.of(bare, wrong, right)
                        .forEach(join -> given(party).when(join, NOON).then(joined));
            case "in" ->
                Stream.of(bare, wrong, right)
                        .forEach(join -> given(party).when(join, NOON).then());
            case "friends" ->
                Stream.of(bare, wrong, right)
                        .forEach(join -> given(party).when(join, NOON).thenRejected(new Rejection.FriendsOnly()));
            case "banned" ->
                Stream.of(bare, wrong, right)
                        .forEach(join -> given(party).when(join, NOON).thenRejected(new Rejection.BannedFromParty()));
            case "password" -> {
                given(party).when(bare, NOON).thenRejected(new Rejection.PasswordRequired());
                given(party).when(wrong, NOON).thenRejected(new Rejection.InvalidPassword());
                given(party).when(right, NOON).then(joined);
            }
            default -> throw new AssertionError(column);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void knowing_the_invite_code(String column, Who who) {
        Policy coHostsInvite = Policy.Preset.CO_HOSTS.policy().with(Map.of(Action.INVITE, Role.CO_HOST));
        for (CodeHeld code : CodeHeld.values()) {
            assertThat(party(column).mayTellCodeTo(who.visitor(code)))
                    .isEqualTo(CODE.cell(who.label, column).equals("yes"));
            assertThat(with(party(column), coHostsInvite).mayTellCodeTo(who.visitor(code)))
                    .as("where co-hosts invite")
                    .isEqualTo(
                            CODE_WHERE_CO_HOSTS_INVITE.cell(who.label, column).equals("yes"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhereSignedIn")
    void analytics(String column, Who who) {
        assertThat(party(column).mayBeStudiedBy(who.person().user()))
                .isEqualTo(ANALYTICS.cell(who.label, column).equals("yes"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("readers")
    void what_was_said(String column, Who who) {
        HistoryPolicy history = switch (column) {
            case "everyone" -> HistoryPolicy.EVERYONE;
            case "since join" -> HistoryPolicy.SINCE_JOIN;
            default -> HistoryPolicy.NONE;
        };
        HistoryWindow expected = switch (HISTORY.cell(who.label, column)) {
            case "everything" -> new HistoryWindow.Everything();
            case "since" -> new HistoryWindow.Since(who.person().joinedAt());
            default -> new HistoryWindow.Nothing();
        };
        for (Visibility visibility : Visibility.values()) {
            Party party = changed(
                    with(PARTY, visibility),
                    new SettingsChange(null, null, null, null, history, WaitingChange.NONE, Map.of()));

            assertThat(party.historyFor(who.visitor(CodeHeld.NO))).isEqualTo(expected);
            assertThat(party.historyFor(who.visitor(CodeHeld.YES))).isEqualTo(expected);
        }
    }

    /** Somebody has to find the code of a party that everybody left. */
    @Test
    void stays_open_to_a_host_who_left() {
        Party left = with(without(PARTY, HOST), Visibility.PRIVATE);

        assertThat(left.mayBeReadBy(Who.LEADER.visitor(CodeHeld.NO))).isTrue();
        assertThat(left.mayTellCodeTo(Who.LEADER.visitor(CodeHeld.NO))).isTrue();
        assertThat(left.mayBeStudiedBy(HOST.user())).isTrue();
    }

    @Test
    void stays_as_it_was_when_the_party_is_over() {
        Party over = ended(with(PARTY, Visibility.PRIVATE), NOON);

        assertThat(over.mayBeReadBy(Who.MEMBER.visitor(CodeHeld.NO))).isTrue();
        assertThat(over.mayBeReadBy(Who.SOMEBODY.visitor(CodeHeld.NO))).isFalse();
    }

    /** Who dropped out is a member all the same. */
    @Test
    void is_not_lost_by_absence() {
        Party party = with(away(PARTY, VIEWER), Visibility.PRIVATE);

        assertThat(party.mayBeReadBy(Who.MEMBER.visitor(CodeHeld.NO))).isTrue();
        given(party).when(join(Who.MEMBER, PasswordProof.NONE), NOON).then();
    }

    static Stream<Object[]> everywhere() {
        return pairs(COLUMNS, List.of(Who.values()));
    }

    static Stream<Object[]> everywhereSignedIn() {
        return pairs(
                COLUMNS,
                Stream.of(Who.values()).filter(who -> who != Who.ANONYMOUS).toList());
    }

    static Stream<Object[]> readers() {
        return pairs(
                List.of("everyone", "since join", "none"),
                Stream.of(Who.values()).filter(who -> who != Who.OUTCAST).toList());
    }

    private static final List<String> COLUMNS = Stream.of("", " + password")
            .flatMap(suffix ->
                    Stream.of("public", "friends", "invite", "private").map(name -> name + suffix))
            .toList();

    private static Stream<Object[]> pairs(List<String> columns, List<Who> people) {
        return columns.stream().flatMap(column -> people.stream().map(who -> new Object[] {column, who}));
    }

    private static Party party(String column) {
        Visibility visibility = switch (column.replace(" + password", "")) {
            case "public" -> Visibility.PUBLIC;
            case "friends" -> Visibility.FRIENDS;
            case "invite" -> Visibility.INVITE;
            default -> Visibility.PRIVATE;
        };
        Protection protection = column.endsWith("password") ? new Protection.ByPassword(HASH) : Protection.OPEN;
        return with(with(PARTY, visibility), protection);
    }

    private static Party changed(Party party, SettingsChange change) {
        return with(party, change::applyTo);
    }

    private static Join join(Who who, PasswordProof proof) {
        return new Join(
                who.person().user(), who.person().profile(), who.person().id(), proof, who.proof());
    }

    /** Everybody who may come to a party. */
    private enum Who {
        ANONYMOUS("anonymous"),
        SOMEBODY("stranger"),
        FRIEND("friend"),
        FORMER_MEMBER("former member"),
        OUTCAST("banned"),
        MEMBER("member"),
        CONTROLLER("co-host"),
        LEADER("host");

        private final String label;

        Who(String label) {
            this.label = label;
        }

        Participant person() {
            return switch (this) {
                case ANONYMOUS, SOMEBODY, FRIEND -> STRANGER;
                case FORMER_MEMBER -> FORMER;
                case OUTCAST -> BANNED;
                case MEMBER -> VIEWER;
                case CONTROLLER -> CO_HOST;
                case LEADER -> HOST;
            };
        }

        Friendship withHost() {
            return this == FRIEND ? Friendship.FRIEND : Friendship.STRANGER;
        }

        FriendProof proof() {
            return this == FRIEND ? new FriendProof.FriendOf(HOST.user()) : FriendProof.NONE;
        }

        Visitor visitor(CodeHeld code) {
            return this == ANONYMOUS
                    ? new Visitor.Anonymous(code)
                    : new Visitor.SignedIn(person().user(), withHost(), code);
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
