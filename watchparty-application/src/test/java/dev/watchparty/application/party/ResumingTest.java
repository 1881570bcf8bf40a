package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.HostCommand.ChangeSettings;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.SettingsChange;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumingTest {

    private static final Seek SEEK = new Seek(HOST.user(), new Position(1_000), LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final Server server = world.server(new RecordingBackplane());

    @BeforeEach
    void somebodyFollows() {
        server.follow(HOST, new Opening.Nothing());
        world.run();
    }

    @ParameterizedTest(name = "since {0}")
    @ValueSource(longs = {10, 11, 14, 18, 19})
    void is_told_exactly_what_was_missed(long since) {
        seek(10);

        assertThat(resumed(since).told())
                .isEqualTo(LongStream.rangeClosed(since + 1, 20)
                        .mapToObj(version -> Told.of("Sought", version))
                        .toList());
    }

    @Test
    void whoever_missed_nothing_is_told_where_the_party_stands() {
        seek(10);

        assertThat(resumed(20).told()).containsExactly(Told.of("state", 20));
    }

    @ParameterizedTest(name = "since {0}")
    @ValueSource(longs = {21, 1_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void whoever_comes_from_the_future_is_told_where_the_party_stands(long since) {
        seek(10);

        assertThat(resumed(since).told()).containsExactly(Told.of("state", 20));
        RecordingFollower asking = server.follow(HOST, new Opening.Nothing());
        server.follow().answer(PARTY, asking, missed(since));
        world.run();
        assertThat(asking.told()).containsExactly(Told.of("state", 20));
    }

    @ParameterizedTest(name = "since {0}")
    @ValueSource(longs = {0, 1, 9})
    void whoever_missed_what_happened_before_anybody_followed_is_told_where_the_party_stands(long since) {
        seek(10);

        assertThat(resumed(since).told()).containsExactly(Told.of("state", 20));
    }

    @Test
    void as_much_as_is_remembered_is_told_and_beyond_it_where_the_party_stands() {
        seek(RecentMessages.MESSAGES_MAX + 1);
        long now = 10 + RecentMessages.MESSAGES_MAX + 1;

        assertThat(resumed(11).versions()).hasSize(RecentMessages.MESSAGES_MAX);
        assertThat(resumed(10).told()).containsExactly(Told.of("state", now));
    }

    @Test
    void a_question_with_a_version_is_answered_with_what_was_missed() {
        RecordingFollower follower = server.follow(VIEWER, new Opening.Nothing());
        seek(3);
        follower.told().clear();

        server.follow().answer(PARTY, follower, missed(11));
        world.run();

        assertThat(follower.told()).containsExactly(Told.of("Sought", 12), Told.of("Sought", 13));
    }

    @Test
    void what_happens_after_a_resumption_follows_without_a_gap() {
        seek(3);
        RecordingFollower follower = server.follow(VIEWER, missed(11));
        server.ask(SEEK);
        world.run();

        assertThat(follower.versions()).isEqualTo(List.of(new Version(12), new Version(13), new Version(14)));
    }

    /** Resuming is no way around the history policy: what was said is among what is told again. */
    @ParameterizedTest
    @EnumSource(HistoryPolicy.class)
    void whoever_joined_late_is_not_told_again_what_was_said_before_unless_everybody_may_read_it(HistoryPolicy policy) {
        server.ask(new ChangeSettings(
                HOST.user(),
                new SettingsChange(null, null, null, null, policy, SettingsChange.WaitingChange.NONE, Map.of())));
        server.ask(new Say(HOST.user(), new MessageId(new UUID(0, 1)), new ChatText("a secret")));
        world.pass(Duration.ofSeconds(1));
        server.ask(new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE));
        world.run();

        RecordingFollower curious = server.follow(STRANGER, missed(10));
        world.run();

        boolean isSecretTold =
                curious.told().stream().anyMatch(told -> told.what().equals("MessageSent"));
        assertThat(isSecretTold).isEqualTo(policy == HistoryPolicy.EVERYONE);
        server.ask(SEEK);
        world.run();
        assertThat(curious.told()).last().extracting(Told::what).isEqualTo("Sought");
    }

    @ParameterizedTest
    @EnumSource(HistoryPolicy.class)
    void whoever_lost_the_link_for_a_moment_is_told_what_was_said_meanwhile(HistoryPolicy policy) {
        server.ask(new ChangeSettings(
                HOST.user(),
                new SettingsChange(null, null, null, null, policy, SettingsChange.WaitingChange.NONE, Map.of())));
        world.run();
        long seen = world.stored().version().value();
        RecordingFollower flapping = server.follow(VIEWER, new Opening.Nothing());
        server.follow().unfollow(PARTY, flapping);
        server.ask(new Say(HOST.user(), new MessageId(new UUID(0, 1)), new ChatText("meanwhile")));
        world.pass(Duration.ofSeconds(1));

        assertThat(resumed(seen).told()).extracting(Told::what).contains("MessageSent");
    }

    private RecordingFollower resumed(long since) {
        RecordingFollower follower = server.follow(VIEWER, missed(since));
        world.run();
        server.follow().unfollow(PARTY, follower);
        world.run();
        return follower;
    }

    private static Opening missed(long since) {
        return new Opening.Missed(new Version(since), new Opening.State());
    }

    private void seek(int count) {
        for (int number = 0; number < count; number++) {
            server.ask(SEEK);
        }
        world.run();
    }
}
