package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.presence.DriftReading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingFramesTest {

    private static final String OTHER_PARTY = "0000000a-0000-0000-0000-0000000000ff";

    /** One of the emoji that are several code points: a family of four. */
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    private static ClientFrame read(String text) throws MalformedFrameException {
        return CommandJson.read(Frames.utf8(text), Parties.PARTY);
    }

    private static String frame(String type, String more) {
        return "{\"type\":\"" + type + "\",\"party_id\":\"" + Parties.PARTY.value() + "\",\"timestamp\":1767268800.5"
                + more + "}";
    }

    private static final String ITEM = "{\"title\":\"A\",\"url\":\"https://a.example/a\",\"kind\":\"mp4\"}";

    private static Draft draft() {
        return new Draft(null, new ItemTitle("A"), new MediaUrl("https://a.example/a"), MediaKind.MP4, Length.UNKNOWN);
    }

    private static String items(int count) {
        return String.join(",", Collections.nCopies(count, ITEM));
    }

    /** An item with {@code field} in the place of what is there. */
    private static String item(String field, String value) {
        return ITEM.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":" + value);
    }

    private static String user() {
        return ",\"user_id\":\"" + Parties.VIEWER.user().value() + "\"";
    }

    private static String clip() {
        return ",\"clip_id\":\"" + Parties.EPISODE.id().value() + "\"";
    }

    private static ClientFrame status(StatusReport report) {
        return new ClientFrame.Status(report);
    }

    private static DriftReading reading(long offsetMs, long roundTripMs) {
        return new DriftReading(Duration.ofMillis(offsetMs), Duration.ofMillis(roundTripMs));
    }

    static Stream<Arguments> good_frames() {
        CommandId a1 = new CommandId("a1");
        Position second = new Position(1_250);
        return Stream.of(
                Arguments.of(frame("sync-request", ""), new ClientFrame.SyncRequest(null)),
                Arguments.of(frame("sync-request", ",\"since\":7"), new ClientFrame.SyncRequest(new Version(7))),
                Arguments.of(frame("sync-request", ",\"since\":0"), new ClientFrame.SyncRequest(Version.NONE)),
                Arguments.of(frame("sync-request", ",\"since\":7.0"), new ClientFrame.SyncRequest(new Version(7))),
                Arguments.of(frame("sync-request", ",\"since\":null"), new ClientFrame.SyncRequest(null)),
                Arguments.of(frame("play", ""), new PlaybackFrame.Play(null, null)),
                Arguments.of(
                        frame("play", ",\"command_id\":\"a1\",\"position\":1.25"), new PlaybackFrame.Play(a1, second)),
                Arguments.of(frame("play", ",\"position\":null"), new PlaybackFrame.Play(null, null)),
                Arguments.of(frame("pause", ""), new PlaybackFrame.Pause(null, null)),
                Arguments.of(
                        frame("pause", ",\"command_id\":\"a1\",\"position\":1.25"),
                        new PlaybackFrame.Pause(a1, second)),
                Arguments.of(
                        frame("seek", ",\"command_id\":\"a1\",\"position\":1.25"), new PlaybackFrame.Seek(a1, second)),
                Arguments.of(frame("skip", ""), new PlaybackFrame.Skip(null, null)),
                Arguments.of(
                        frame("skip", ",\"clip_id\":\"" + Parties.EPISODE.id().value() + "\""),
                        new PlaybackFrame.Skip(null, Parties.EPISODE.id())),
                Arguments.of(frame("chat", ",\"message\":\"hi\""), new TalkFrame.Chat(null, new ChatText("hi"))),
                Arguments.of(
                        frame("chat", ",\"message\":\" two\\nlines \""),
                        new TalkFrame.Chat(null, new ChatText("two\nlines"))),
                Arguments.of(
                        frame("status", ",\"buffering\":true"),
                        status(new StatusReport(/* isBuffering= */ true, null, null))),
                Arguments.of(
                        frame("status", ",\"hidden\":false,\"buffering\":null"),
                        status(new StatusReport(null, /* isHidden= */ false, null))),
                Arguments.of(
                        frame("status", ",\"offset_ms\":-3,\"position_ms\":0.5"),
                        status(new StatusReport(null, null, reading(-3, 0)))),
                Arguments.of(
                        frame("status", ",\"offset_ms\":31622400000,\"rtt_ms\":60000"),
                        status(new StatusReport(null, null, reading(31_622_400_000L, 60_000)))),
                Arguments.of(frame("status", ",\"rtt_ms\":5"), status(new StatusReport(null, null, null))),
                Arguments.of("{\"type\":\"status\"}", status(new StatusReport(null, null, null))),
                Arguments.of(
                        "{\"type\":\"status\",\"ready\":false,\"buffering\":false}",
                        new StartFrame.ReadyStatus(
                                null, /* isReady= */ false, new StatusReport(/* isBuffering= */ false, null, null))),
                Arguments.of(frame("rate", ",\"rate\":0.25"), new PlaybackFrame.SetRate(null, new Rate(250))),
                Arguments.of(frame("rate", ",\"rate\":4"), new PlaybackFrame.SetRate(null, new Rate(4_000))),
                Arguments.of(frame("rate", ",\"rate\":1.0004"), new PlaybackFrame.SetRate(null, Rate.NORMAL)),
                Arguments.of(
                        frame("reaction", ",\"emoji\":\"" + FAMILY + "\""),
                        new TalkFrame.Reaction(null, new Emoji(FAMILY), null)),
                Arguments.of(
                        frame("reaction", ",\"emoji\":\"x\",\"video_timestamp\":0"),
                        new TalkFrame.Reaction(null, new Emoji("x"), Position.START)),
                Arguments.of(frame("typing", ""), new ClientFrame.Typing(null, /* isTyping= */ false)),
                Arguments.of(
                        frame("typing", ",\"is_typing\":null"), new ClientFrame.Typing(null, /* isTyping= */ false)),
                Arguments.of(
                        frame("typing", ",\"is_typing\":true,\"command_id\":\"a1\""),
                        new ClientFrame.Typing(a1, /* isTyping= */ true)),
                Arguments.of(
                        frame("kick", user() + ",\"ban\":false"),
                        new PeopleFrame.Kick(null, Parties.VIEWER.user(), Removal.KICKED)),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + ITEM + "]"),
                        new QueueFrame.QueueAdd(null, List.of(draft()), AddItems.Place.LAST)),
                Arguments.of(
                        frame("queue-add", ",\"next\":true,\"items\":[" + items(50) + "]"),
                        new QueueFrame.QueueAdd(null, Collections.nCopies(50, draft()), AddItems.Place.NEXT)),
                Arguments.of(
                        frame("suggest", ",\"item\":{\"id\":7,\"x\":[{}]," + ITEM.substring(1)),
                        new QueueFrame.Suggest(null, draft())),
                Arguments.of(
                        frame("queue-move", clip() + ",\"place\":0"),
                        new QueueFrame.QueueMove(null, Parties.EPISODE.id(), 0)),
                Arguments.of(
                        frame("queue-move", clip() + ",\"place\":9007199254740992"),
                        new QueueFrame.QueueMove(null, Parties.EPISODE.id(), 500)),
                Arguments.of(
                        frame("schedule", ",\"at_ms\":1767268800000.6"),
                        new StartFrame.Schedule(null, Parties.NOON.plusMillis(1))),
                Arguments.of(frame("schedule", ",\"at_ms\":null"), new StartFrame.Schedule(null, null)),
                Arguments.of(
                        frame("schedule", ",\"at_ms\":1e300"),
                        new StartFrame.Schedule(null, Instant.ofEpochMilli(1L << 53))),
                Arguments.of(
                        frame("ready-check", ""),
                        new StartFrame.ReadyCheck(null, /* isOpen= */ true, /* thenPlay= */ true)),
                Arguments.of(
                        "{\"type\":\"ready-check\",\"then_play\":false}",
                        new StartFrame.ReadyCheck(null, /* isOpen= */ true, /* thenPlay= */ false)),
                Arguments.of("{\"type\":\"clock\",\"t0\":12.5}", new ClientFrame.Clock(12.5)),
                Arguments.of(frame("clock", ",\"t0\":-3e2"), new ClientFrame.Clock(-300)),
                Arguments.of(
                        "{\"type\":\"refresh-token\",\"token\":\"a.b.c\"}",
                        new ClientFrame.RefreshToken(new Token("a.b.c"))));
    }

    @ParameterizedTest
    @MethodSource("good_frames")
    void good_frames_are_understood(String text, ClientFrame frame) throws MalformedFrameException {
        assertThat(read(text)).isEqualTo(frame);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":1",
                "\"x\":{\"type\":\"pause\",\"position\":[-1]}",
                "\"x\":[[[]]]",
                "\"\":null",
                "\"x\":1e400",
                "\"x\":99999999999999999999999999999999999999999999999999999999999999999999999999999999",
                "\"Type\":\"pause\""
            })
    void fields_that_it_does_not_know_are_passed_over(String field) throws MalformedFrameException {
        assertThat(read(frame("play", "," + field))).isEqualTo(new PlaybackFrame.Play(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767268800", "1767268800.123", "1767268800123", "-5", "0", "1e12", "1e-999999999"})
    void a_timestamp_may_be_any_number_since_it_is_never_the_truth(String timestamp) throws MalformedFrameException {
        String text =
                "{\"type\":\"play\",\"party_id\":\"" + Parties.PARTY.value() + "\",\"timestamp\":" + timestamp + "}";

        assertThat(read(text)).isEqualTo(new PlaybackFrame.Play(null, null));
    }

    static Stream<Arguments> positions() {
        return Stream.of(
                Arguments.of("0", 0L),
                Arguments.of("-0.0", 0L),
                Arguments.of("-0", 0L),
                Arguments.of("1e-999999999", 0L),
                Arguments.of("0.0004", 0L),
                Arguments.of("0.0005", 1L),
                Arguments.of("2400", 2_400_000L),
                Arguments.of("2400.0004999", 2_400_000L),
                Arguments.of("1.5e3", 1_500_000L),
                Arguments.of("31622400", Position.MILLIS_MAX),
                Arguments.of("0." + "3".repeat(60), 333L),
                Arguments.of("0." + "3".repeat(50_000), 333L));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void a_position_is_rounded_to_the_nearest_millisecond(String seconds, long millis) throws MalformedFrameException {
        assertThat(read(frame("seek", ",\"position\":" + seconds)))
                .isEqualTo(new PlaybackFrame.Seek(null, new Position(millis)));
    }

    static Stream<Arguments> wrong_fields() {
        String party = "\"party_id\":\"" + Parties.PARTY.value() + "\"";
        return Stream.of(
                Arguments.of("{}", "type is missing"),
                Arguments.of("{" + party + "}", "type is missing"),
                Arguments.of("{\"type\":null," + party + "}", "type is missing"),
                Arguments.of("{\"type\":5," + party + "}", "type must be a string"),
                Arguments.of("{\"type\":[\"play\"]," + party + "}", "type must be a string"),
                Arguments.of("{\"type\":\"\"," + party + "}", "type is not one that this server knows"),
                Arguments.of("{\"type\":\"PLAY\"," + party + "}", "type is not one that this server knows"),
                Arguments.of("{\"type\":\"reboot\"," + party + "}", "type is not one that this server knows"),
                Arguments.of("{\"type\":\"play\"}", "party_id is missing"),
                Arguments.of("{\"type\":\"play\",\"party_id\":null}", "party_id is missing"),
                Arguments.of("{\"type\":\"play\",\"party_id\":1}", "party_id must be a string"),
                Arguments.of("{\"type\":\"play\",\"party_id\":{}}", "party_id must be a string"),
                Arguments.of("{\"type\":\"play\",\"party_id\":\"a\"}", "party_id must be a UUID"),
                // Java alone would take these for the same UUIDs.
                Arguments.of("{\"type\":\"play\",\"party_id\":\"a-0-0-0-1\"}", "party_id must be a UUID"),
                Arguments.of(
                        "{\"type\":\"play\",\"party_id\":\"{" + Parties.PARTY.value() + "}\"}",
                        "party_id must be a UUID"),
                Arguments.of(
                        "{\"type\":\"play\",\"party_id\":\"" + OTHER_PARTY + "\"}",
                        "party_id is not the party of this connection"),
                Arguments.of(
                        "{\"type\":\"clock\",\"t0\":1,\"party_id\":\"" + OTHER_PARTY + "\"}",
                        "party_id is not the party of this connection"),
                Arguments.of("{\"type\":\"play\"," + party + ",\"timestamp\":\"now\"}", "timestamp must be a number"),
                Arguments.of("{\"type\":\"play\"," + party + ",\"timestamp\":true}", "timestamp must be a number"),
                Arguments.of("{\"type\":\"play\"," + party + ",\"timestamp\":1e400}", "timestamp is out of range"),
                Arguments.of(frame("play", ",\"command_id\":1"), "command_id must be a string"),
                Arguments.of(frame("play", ",\"command_id\":\"\""), "command_id must have 1 to 64 characters"),
                Arguments.of(
                        frame("play", ",\"command_id\":\"" + "x".repeat(65) + "\""),
                        "command_id must have 1 to 64 characters"),
                Arguments.of(frame("play", ",\"command_id\":\"\\u0000\""), "command_id holds a control character"),
                Arguments.of(frame("play", ",\"command_id\":\"\\ud83d\""), "command_id holds half a surrogate pair"),
                Arguments.of(frame("seek", ""), "position is missing"),
                Arguments.of(frame("seek", ",\"position\":null"), "position is missing"),
                Arguments.of(frame("seek", ",\"position\":\"5\""), "position must be a number"),
                Arguments.of(frame("seek", ",\"position\":[5]"), "position must be a number"),
                Arguments.of(frame("seek", ",\"position\":-1"), "position must be between 0 and"),
                Arguments.of(frame("seek", ",\"position\":-1e-9"), "position must be between 0 and"),
                Arguments.of(frame("seek", ",\"position\":31622400.001"), "position must be between 0 and"),
                Arguments.of(frame("seek", ",\"position\":9e99"), "position must be between 0 and"),
                Arguments.of(frame("seek", ",\"position\":1e400"), "position is out of range"),
                Arguments.of(frame("seek", ",\"position\":-1e400"), "position is out of range"),
                Arguments.of(frame("seek", ",\"position\":" + "9".repeat(60)), "position must be between 0 and"),
                Arguments.of(frame("seek", ",\"position\":" + "9".repeat(1000)), "position is out of range"),
                Arguments.of(frame("play", ",\"position\":-1"), "position must be between 0 and"),
                Arguments.of(frame("pause", ",\"position\":9e99"), "position must be between 0 and"),
                Arguments.of(frame("skip", ",\"clip_id\":7"), "clip_id must be a string"),
                Arguments.of(frame("skip", ",\"clip_id\":\"next\""), "clip_id must be a UUID"),
                Arguments.of(frame("chat", ""), "message is missing"),
                Arguments.of(frame("chat", ",\"message\":5"), "message must be a string"),
                Arguments.of(frame("chat", ",\"message\":\"\""), "message must have 1 to 1000 characters"),
                Arguments.of(frame("chat", ",\"message\":\"   \""), "message must have 1 to 1000 characters"),
                Arguments.of(frame("chat", ",\"message\":\"\\ud83d\""), "message holds half a surrogate pair"),
                Arguments.of(frame("chat", ",\"message\":\"\\udc68\\ud83d\""), "message holds half a surrogate pair"),
                Arguments.of(frame("chat", ",\"message\":\"a\\u0000b\""), "message holds a control character"),
                Arguments.of(frame("sync-request", ",\"since\":-1"), "since must be a whole number from 0"),
                Arguments.of(frame("sync-request", ",\"since\":1.5"), "since must be a whole number from 0"),
                Arguments.of(frame("sync-request", ",\"since\":9e99"), "since must be a whole number from 0"),
                Arguments.of(frame("sync-request", ",\"since\":\"7\""), "since must be a number"),
                Arguments.of("{\"type\":\"clock\"}", "t0 is missing"),
                Arguments.of("{\"type\":\"clock\",\"t0\":\"1\"}", "t0 must be a number"),
                Arguments.of("{\"type\":\"clock\",\"t0\":1e400}", "t0 is out of range"),
                Arguments.of("{\"type\":\"refresh-token\"}", "token is missing"),
                Arguments.of("{\"type\":\"refresh-token\",\"token\":{}}", "token must be a string"),
                Arguments.of(frame("rate", ""), "rate is missing"),
                Arguments.of(frame("rate", ",\"rate\":0.2499"), "rate must be between 0.25 and 4"),
                Arguments.of(frame("rate", ",\"rate\":4.0001"), "rate must be between 0.25 and 4"),
                Arguments.of(frame("rate", ",\"rate\":-1"), "rate must be between 0.25 and 4"),
                Arguments.of(frame("rate", ",\"rate\":\"2\""), "rate must be a number"),
                Arguments.of(frame("reaction", ""), "emoji is missing"),
                Arguments.of(frame("reaction", ",\"emoji\":5"), "emoji must be a string"),
                Arguments.of(frame("reaction", ",\"emoji\":\"\""), "emoji must have 1 to 16 characters, but has 0"),
                Arguments.of(
                        frame("reaction", ",\"emoji\":\"" + FAMILY + FAMILY + "\""),
                        "emoji must be one character, as people see it"),
                Arguments.of(frame("reaction", ",\"emoji\":\"ab\""), "emoji must be one character, as people see it"),
                Arguments.of(frame("reaction", ",\"emoji\":\"\\ud83d\""), "emoji holds half a surrogate pair"),
                Arguments.of(
                        frame("reaction", ",\"emoji\":\"x\",\"video_timestamp\":-1"),
                        "video_timestamp must be between 0 and"),
                Arguments.of(frame("typing", ",\"is_typing\":1"), "is_typing must be true or false"),
                Arguments.of("{\"type\":\"typing\"}", "party_id is missing"),
                Arguments.of("{\"type\":\"reaction\"}", "party_id is missing"),
                Arguments.of(frame("delete-message", ""), "message_id is missing"),
                Arguments.of(frame("delete-message", ",\"message_id\":\"x\""), "message_id must be a UUID"),
                Arguments.of(frame("role", ",\"role\":\"viewer\""), "user_id is missing"),
                Arguments.of(frame("role", user()), "role is missing"),
                Arguments.of(frame("role", user() + ",\"role\":\"host\""), "role must be co-host or viewer"),
                Arguments.of(frame("role", user() + ",\"role\":\"admin\""), "role must be co-host or viewer"),
                Arguments.of(frame("transfer-host", ",\"user_id\":\"ann\""), "user_id must be a UUID"),
                Arguments.of(frame("transfer-host", ",\"user_id\":null"), "user_id is missing"),
                Arguments.of(frame("kick", ",\"user_id\":7"), "user_id must be a string"),
                Arguments.of(frame("kick", user() + ",\"ban\":\"yes\""), "ban must be true or false"),
                Arguments.of(frame("unban", ""), "user_id is missing"),
                Arguments.of(frame("mute", ""), "user_id is missing"),
                Arguments.of(frame("unmute", ""), "user_id is missing"),
                Arguments.of(frame("queue-add", ""), "items is missing"),
                Arguments.of(frame("queue-add", ",\"items\":null"), "items is missing"),
                Arguments.of(frame("queue-add", ",\"items\":{}"), "items must be a list"),
                Arguments.of(frame("queue-add", ",\"items\":[]"), "items must be 1 to 50"),
                Arguments.of(frame("queue-add", ",\"items\":[" + items(51) + "]"), "items must be 1 to 50"),
                Arguments.of(frame("queue-add", ",\"items\":[7]"), "items[0] must be an object"),
                Arguments.of(frame("queue-add", ",\"items\":[" + ITEM + ",null]"), "items[1] must be an object"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + items(3) + "," + item("url", "\"ftp://a/\"") + "]"),
                        "items[3].url must begin with http:// or https://"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + item("kind", "\"vhs\"") + "]"),
                        "items[0].kind must be one of mp4, webm, audio, hls, dash, youtube"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + item("title", "5") + "]"),
                        "items[0].title must be a string"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + item("title", "[{}]") + "],\"next\":1"),
                        "items[0].title must be a string"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + item("title", "null") + "]"), "items[0].title is missing"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + item("kind", "\"mp4\",\"duration_ms\":0") + "]"),
                        "items[0].duration_ms must be between 1 and"),
                Arguments.of(
                        frame("queue-add", ",\"items\":[" + item("kind", "\"mp4\",\"duration_ms\":1.5") + "]"),
                        "items[0].duration_ms must be a whole number from 0"),
                Arguments.of(frame("queue-add", ",\"items\":[" + ITEM + "],\"next\":1"), "next must be true or false"),
                Arguments.of(frame("queue-remove", ""), "clip_id is missing"),
                Arguments.of(frame("queue-move", clip()), "place is missing"),
                Arguments.of(frame("queue-move", clip() + ",\"place\":-1"), "place must be a whole number from 0"),
                Arguments.of(frame("queue-move", clip() + ",\"place\":1.5"), "place must be a whole number from 0"),
                Arguments.of(frame("loop", ""), "loop is missing"),
                Arguments.of(frame("loop", ",\"loop\":\"some\""), "loop must be one of off, one, all"),
                Arguments.of(frame("suggest", ""), "item is missing"),
                Arguments.of(frame("suggest", ",\"item\":[]"), "item must be an object"),
                Arguments.of(frame("suggest", ",\"item\":{}"), "item.title is missing"),
                Arguments.of(frame("accept-suggestion", ""), "clip_id is missing"),
                Arguments.of(frame("decline-suggestion", ""), "clip_id is missing"),
                Arguments.of(frame("vote-next", ""), "clip_id is missing"),
                Arguments.of(frame("schedule", ",\"at_ms\":\"noon\""), "at_ms must be a number"),
                Arguments.of(frame("schedule", ",\"at_ms\":1e400"), "at_ms is out of range"),
                Arguments.of(frame("ready-check", ",\"open\":0"), "open must be true or false"),
                Arguments.of(frame("ready-check", ",\"then_play\":0"), "then_play must be true or false"),
                Arguments.of(frame("wait-for-me", ""), "wait is missing"),
                Arguments.of(frame("wait-for-me", ",\"wait\":\"no\""), "wait must be true or false"),
                Arguments.of(frame("status", ",\"buffering\":1"), "buffering must be true or false"),
                Arguments.of(frame("status", ",\"hidden\":\"\""), "hidden must be true or false"),
                Arguments.of(frame("status", ",\"ready\":[]"), "ready must be true or false"),
                Arguments.of(frame("status", ",\"rtt_ms\":-1"), "rtt_ms must be between 0 and 60000"),
                Arguments.of(frame("status", ",\"rtt_ms\":60001"), "rtt_ms must be between 0 and 60000"),
                Arguments.of(
                        frame("status", ",\"offset_ms\":31622400001"),
                        "offset_ms must be between -31622400000 and 31622400000"),
                Arguments.of(frame("status", ",\"position_ms\":-1"), "position_ms must be between 0 and"),
                // Known fields must be right also where the type has no use for them.
                Arguments.of(frame("play", ",\"items\":7"), "items must be a list"),
                Arguments.of(frame("play", ",\"ready\":7"), "ready must be true or false"),
                Arguments.of(frame("chat", ",\"message\":\"hi\",\"position\":\"here\""), "position must be a number"));
    }

    @ParameterizedTest
    @MethodSource("wrong_fields")
    void a_wrong_field_is_named(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageStartingWith(message);
    }

    static Stream<String> no_frames() {
        return Stream.of(
                "",
                " ",
                "null",
                "5",
                "\"play\"",
                "[]",
                "[{\"type\":\"play\"}]",
                "{",
                "{\"type\"",
                "{\"type\":\"play\"",
                "{\"type\":\"play\",}",
                "{type:\"play\"}",
                "{'type':'play'}",
                "{\"type\":\"pl\nay\"}",
                "\uFEFF{\"type\":\"status\"}",
                "{\"type\":\"status\"}x",
                "{\"type\":\"status\"} {\"type\":\"status\"}",
                "{\"type\":\"status\"}]",
                "{\"type\":\"status\"} // so",
                "\u0000",
                "\u0000{\u0000}",
                "{\u0000}\u0000",
                "{}\u00a0",
                "GET / HTTP/1.1",
                frame("seek", ",\"position\":NaN"),
                frame("seek", ",\"position\":Infinity"),
                frame("seek", ",\"position\":-"),
                frame("seek", ",\"position\":01"),
                frame("seek", ",\"position\":+1"),
                frame("seek", ",\"position\":.5"),
                frame("seek", ",\"position\":0x10"),
                frame("play", ",\"x\":" + "[".repeat(33) + "]".repeat(33)),
                frame("play", ",\"x\":" + "[".repeat(30_000)),
                frame("play", ",\"x\":" + "{\"x\":".repeat(10_000)));
    }

    @ParameterizedTest
    @MethodSource("no_frames")
    void what_is_no_json_object_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedFrameException.class)
                .message()
                .isIn(
                        "the frame is not valid JSON",
                        "a frame must be a JSON object",
                        "a frame must be one JSON object and nothing else");
    }

    @Test
    void a_frame_may_stand_anywhere_in_its_array() throws MalformedFrameException {
        byte[] bytes = ("{}" + frame("play", "") + "{}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer within = ByteBuffer.wrap(bytes).slice(1, bytes.length - 1);

        assertThat(CommandJson.read(within.position(1).limit(bytes.length - 3), Parties.PARTY))
                .isEqualTo(new PlaybackFrame.Play(null, null));
    }

    @Test
    void nesting_is_allowed_as_deep_as_the_limit() throws MalformedFrameException {
        String text = frame("play", ",\"x\":" + "[".repeat(31) + "]".repeat(31));

        assertThat(read(text)).isEqualTo(new PlaybackFrame.Play(null, null));
    }

    /** A mistake in each of thousands of fields would cost the thread that reads for all. */
    @Test
    void a_frame_of_very_many_fields_is_refused_before_all_are_read() {
        String text = frame("clock", ",\"t0\":\"\"".repeat(5_000));

        assertThatThrownBy(() -> read(text)).hasMessage("the frame is not valid JSON");
    }

    @Test
    void of_a_field_that_comes_twice_the_last_counts() throws MalformedFrameException {
        assertThat(read(frame("seek", ",\"position\":1,\"position\":2,\"type\":\"pause\"")))
                .isEqualTo(new PlaybackFrame.Pause(null, new Position(2_000)));
    }

    @Test
    void a_uuid_in_capitals_is_the_same() throws MalformedFrameException {
        String text = "{\"type\":\"play\",\"party_id\":\"0000000A-0000-0000-0000-000000000001\"}";

        assertThat(read(text)).isEqualTo(new PlaybackFrame.Play(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", "\uD83D\uDE00", "\u4e16"})
    void a_message_is_measured_in_code_points(String character) throws MalformedFrameException {
        String longest = character.repeat(ChatText.CHARACTERS_MAX);

        assertThat(read(frame("chat", ",\"message\":\"" + longest + "\"")))
                .isEqualTo(new TalkFrame.Chat(null, new ChatText(longest)));
        assertThatThrownBy(() -> read(frame("chat", ",\"message\":\"" + longest + character + "\"")))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("message must have 1 to 1000 characters, but has 1001");
    }

    @Test
    void joined_emoji_are_welcome() throws MalformedFrameException {
        assertThat(read(frame("chat", ",\"message\":\"" + FAMILY + "\"")))
                .isEqualTo(new TalkFrame.Chat(null, new ChatText(FAMILY)));
    }

    @Test
    void escaped_surrogate_pairs_are_characters() throws MalformedFrameException {
        assertThat(read(frame("chat", ",\"message\":\"\\ud83d\\ude00\"")))
                .isEqualTo(new TalkFrame.Chat(null, new ChatText("\uD83D\uDE00")));
    }

    @Test
    void a_command_id_may_have_as_many_characters_as_the_limit() throws MalformedFrameException {
        String longest = "\uD83D\uDE00".repeat(CommandId.CHARACTERS_MAX);

        assertThat(read(frame("play", ",\"command_id\":\"" + longest + "\"")))
                .isEqualTo(new PlaybackFrame.Play(new CommandId(longest), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"position\":\"1\",\"command_id\":\"a1\"",
                ",\"position\":[[1],{}],\"command_id\":\"a1\"",
                ",\"position\":1e400,\"timestamp\":\"now\",\"command_id\":\"a1\"",
                ",\"items\":[{\"title\":\"A\",\"url\":[[{}],{}],\"x\":{\"y\":[1]}},{}],\"command_id\":\"a1\"",
                ",\"item\":{\"title\":{\"x\":[]}},\"command_id\":\"a1\"",
                ",\"command_id\":\"a1\"",
                ",\"command_id\":\"a1\",\"x\":nonsense",
                ",\"command_id\":\"a1\"} x"
            })
    void a_refusal_knows_the_command_id_if_that_could_be_read(String more) {
        MalformedFrameException refusal =
                catchThrowableOfType(MalformedFrameException.class, () -> read(frame("seek", more)));

        assertThat(refusal.commandId()).isEqualTo("a1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\\ud83d",
                "\\u0000",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void a_command_id_that_is_none_is_not_repeated(String commandId) {
        MalformedFrameException refusal = catchThrowableOfType(
                MalformedFrameException.class, () -> read(frame("play", ",\"command_id\":\"" + commandId + "\"")));

        assertThat(refusal.commandId()).isNull();
    }

    @Test
    void a_token_is_not_shown() throws MalformedFrameException {
        assertThat(read("{\"type\":\"refresh-token\",\"token\":\"a.b.c\"}").toString())
                .doesNotContain("a.b.c");
    }
}
