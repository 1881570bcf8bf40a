package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.Programme;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event tells where the timeline is, and what it tells is true at the time that it names. */
class EventStateTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Instant AT = Parties.NOON.plusMillis(2_500);

    private static JsonNode json(TextFrame frame) {
        try {
            return JSON.readTree(frame.toString());
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static JsonNode told(Party before, PartyEvent event, Instant at) {
        Party after = before.after(event);
        return json(EventJson.event(after, new RecordedEvent(after.version(), at, event)));
    }

    private static MessageSent message() {
        return new MessageSent(new MessageId(new UUID(0, 1)), Parties.VIEWER.user(), new ChatText("hi"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.watchparty.adapter.web.wire.GoldenFramesTest#events")
    void every_event_has_the_base_fields(String name, Object unused) throws JsonProcessingException {
        JsonNode event = JSON.readTree(GoldenFrame.text("server-" + name));

        assertThat(event.path("type").isTextual()).isTrue();
        assertThat(event.path("party_id").asText())
                .isEqualTo(Parties.PARTY.value().toString());
        assertThat(event.path("position").isNumber()).isTrue();
        assertThat(event.path("is_playing").isBoolean()).isTrue();
        assertThat(event.path("server_timestamp").isNumber()).isTrue();
        assertThat(event.path("version").isIntegralNumber()).isTrue();
        assertThat(event.path("position_ms").isIntegralNumber()).isTrue();
        assertThat(event.path("server_time_ms").isIntegralNumber()).isTrue();
        assertThat(event.path("effective_at_ms").isIntegralNumber()).isTrue();
        assertThat(event.path("rate").decimalValue()).isEqualByComparingTo(name.equals("rate") ? "1.25" : "1");
    }

    @Test
    void a_timeline_that_plays_has_moved_on() {
        JsonNode sync = json(EventJson.sync(Parties.playingFrom(MINUTE_ONE), AT));

        assertThat(sync.path("position").decimalValue()).isEqualByComparingTo("62.5");
        assertThat(sync.path("position_ms").asLong()).isEqualTo(62_500);
        assertThat(sync.path("is_playing").asBoolean()).isTrue();
        assertThat(sync.path("server_timestamp").decimalValue()).isEqualByComparingTo("1767268802.5");
        assertThat(sync.path("server_time_ms").asLong()).isEqualTo(AT.toEpochMilli());
        assertThat(sync.path("effective_at_ms").asLong()).isEqualTo(Parties.NOON.toEpochMilli());
    }

    @Test
    void a_start_that_lies_ahead_stands_still_until_then() {
        Instant start = AT.plus(Parties.LEAD);
        Timeline.Playing soon = new Timeline.Playing(MINUTE_ONE, start, Rate.NORMAL);
        Party party = Parties.with(Parties.pausedAt(MINUTE_ONE), soon);

        JsonNode before = json(EventJson.sync(party, AT));
        JsonNode atStart = json(EventJson.sync(party, start));
        JsonNode after = json(EventJson.sync(party, start.plusMillis(1)));

        assertThat(before.path("position_ms").asLong()).isEqualTo(60_000);
        assertThat(before.path("is_playing").asBoolean()).isTrue();
        assertThat(before.path("effective_at_ms").asLong()).isEqualTo(start.toEpochMilli());
        assertThat(atStart.path("position_ms").asLong()).isEqualTo(60_000);
        assertThat(after.path("position_ms").asLong()).isEqualTo(60_001);
        assertThat(after.path("effective_at_ms").asLong()).isEqualTo(start.toEpochMilli());
    }

    @Test
    void a_timeline_that_is_paused_stands_where_it_was_paused() {
        Instant later = AT.plus(Duration.ofHours(1));

        JsonNode sync = json(EventJson.sync(Parties.pausedAt(new Position(62_001)), later));

        assertThat(sync.path("position").asText()).isEqualTo("62.001");
        assertThat(sync.path("is_playing").asBoolean()).isFalse();
        assertThat(sync.path("effective_at_ms").asLong()).isEqualTo(later.toEpochMilli());
    }

    @Test
    void a_position_is_never_beyond_the_end() {
        JsonNode sync = json(EventJson.sync(Parties.playingFrom(MINUTE_ONE), AT.plus(Duration.ofHours(5))));

        assertThat(sync.path("position").asLong()).isEqualTo(7_200);
    }

    @Test
    void a_chat_message_carries_the_position_of_its_moment() {
        JsonNode event = told(Parties.playingFrom(MINUTE_ONE), message(), AT.plusMillis(77));

        assertThat(event.path("type").asText()).isEqualTo("chat_message");
        assertThat(event.path("position").decimalValue()).isEqualByComparingTo("62.577");
        assertThat(event.path("is_playing").asBoolean()).isTrue();
    }

    @Test
    void whole_seconds_are_written_without_a_fraction() {
        JsonNode sync = json(EventJson.sync(Parties.pausedAt(MINUTE_ONE), Parties.NOON));

        assertThat(sync.path("position").isIntegralNumber()).isTrue();
        assertThat(sync.path("server_timestamp").isIntegralNumber()).isTrue();
    }

    @Test
    void a_rate_is_a_number_around_one() {
        Timeline.Paused half = new Timeline.Paused(MINUTE_ONE, new Rate(1_250));
        Timeline.Playing playing = half.play(MINUTE_ONE, AT);

        JsonNode event =
                told(Parties.with(Parties.pausedAt(MINUTE_ONE), half), new Played(Parties.HOST.user(), playing), AT);

        assertThat(event.path("rate").asText()).isEqualTo("1.25");
    }

    @Test
    void no_event_speaks_of_a_clip_where_there_is_none() {
        Party party = Parties.with(Parties.pausedAt(MINUTE_ONE), Programme.NONE);

        assertThat(json(EventJson.sync(party, AT)).has("clip_id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 12.5, -300, 1767268802450.75, 1e17, 1e300, -1e-300, Double.MAX_VALUE})
    void a_clock_gives_back_the_very_number_that_it_got(double t0) {
        JsonNode clock = json(AnswerJson.clock(t0, AT, AT));

        assertThat(clock.path("t0").doubleValue()).isEqualTo(t0 + 0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1767268802500",
        "1, 1767268802500.000001",
        "100000, 1767268802500.1",
        "999999, 1767268802500.999999",
        "1000000, 1767268802501",
        "1020300, 1767268802501.0203",
    })
    void a_clock_tells_the_servers_time_as_finely_as_it_is_known(long nanos, String millis) {
        String clock = AnswerJson.clock(0, AT, AT.plusNanos(nanos)).toString();

        assertThat(clock).endsWith(",\"t1\":1767268802500,\"t2\":" + millis + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.001",
        "1, 1.0",
        "-9999999.5, -9999999.5",
        "10000000, 10000000",
        "-10000000.25, -10000000.25",
        "1767268802450, 1767268802450",
        "-9007199254740991, -9007199254740991",
        "100000000000000000, 100000000000000000",
    })
    void a_clock_repeats_the_clients_time_without_an_exponent(double t0, String text) {
        assertThat(AnswerJson.clock(t0, AT, AT).toString()).contains("\"t0\":" + text + ",");
    }

    @Test
    void texts_are_escaped() {
        MessageSent said = new MessageSent(
                new MessageId(new UUID(0, 1)),
                Parties.VIEWER.user(),
                new ChatText("\"</script>\\\n\u2028\uD83D\uDE00"));

        JsonNode event = told(Parties.pausedAt(MINUTE_ONE), said, AT);

        assertThat(event.path("chat_message").path("message").asText()).isEqualTo("\"</script>\\\n\u2028\uD83D\uDE00");
    }

    @Test
    void a_wait_is_told_in_whole_seconds_rounded_up() {
        JsonNode error = json(AnswerJson.error("RATE_LIMITED", "wait", null, Duration.ofMillis(1)));

        assertThat(error.path("retry_after").asInt()).isEqualTo(1);
    }
}
