package dev.watchparty.adapter.jdbc;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.SETTINGS;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.EventSamples;
import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Leadership;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The form in which history is stored, which nobody may change: the golden lines are what older versions wrote. */
class StoredEventsTest {

    /** A sample a line, in the order of {@link EventSamples}: the type, a space, the payload. */
    private static final List<String> GOLDEN = read("stored-events.txt");

    static Stream<Arguments> samples() {
        return IntStream.range(0, GOLDEN.size())
                .mapToObj(line ->
                        Arguments.of(GOLDEN.get(line), EventSamples.all().get(line)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void are_written_as_ever(String golden, PartyEvent event) {
        EventColumn column = EventColumn.of(event);

        assertThat(column.type() + " " + column.payload()).isEqualTo(golden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void are_read_as_ever(String golden, PartyEvent event) {
        String[] typeAndPayload = golden.split(" ", 2);

        assertThat(new EventColumn(typeAndPayload[0], typeAndPayload[1]).event())
                .isEqualTo(event);
    }

    /** What the first version wrote and no later one does. */
    static Stream<Arguments> outgrown() {
        Participant leaver = EventSamples.LEAVER;
        Instant left = NOON.plusMillis(123);
        return Stream.of(
                Arguments.of("participant-joined", """
                        {"id":"0000000b-0000-0000-0000-000000000003","user":"00000001-0000-0000-0000-000000000003",\
                        "username":"cleo","display_name":"Cleo","role":"viewer","joined_at_ms":1767265320000}""", new PartyEvent.ParticipantJoined(VIEWER)),
                Arguments.of(
                        "participant-joined",
                        """
                        {"id":"0000000b-0000-0000-0000-000000000003","user":"00000001-0000-0000-0000-000000000003",\
                        "username":"cleo","display_name":"Cleo","role":"co-host","joined_at_ms":1767265320000,\
                        "left_at_ms":1767268800123}""",
                        new PartyEvent.ParticipantJoined(
                                leaver.withProfile(VIEWER.profile()).withAttendance(new Attendance.Absent(left)))),
                Arguments.of(
                        "host-changed",
                        """
                        {"host":"00000001-0000-0000-0000-000000000002",\
                        "former":"00000001-0000-0000-0000-000000000001"}""",
                        new PartyEvent.HostChanged(
                                new Leadership.Own(CO_HOST.user()), HOST.user(), Role.CO_HOST, Cause.LEFT)));
    }

    @ParameterizedTest
    @MethodSource("outgrown")
    void are_read_though_they_say_less_than_today(String type, String payload, PartyEvent event) {
        assertThat(new EventColumn(type, payload).event()).isEqualTo(event);
    }

    /** Who wrote it knew fewer actions. */
    @Test
    void are_read_though_a_policy_says_nothing_of_an_action() {
        Policy known = Policy.Preset.EVERYONE.policy();
        PartyEvent changed = new PartyEvent.SettingsChanged(HOST.user(), SETTINGS.withPolicy(known));
        EventColumn stored = EventColumn.of(changed);

        String older = stored.payload().replace("\"suggest\":\"viewer\",", "");

        assertThat(older).isNotEqualTo(stored.payload());
        assertThat(new EventColumn(stored.type(), older).event()).isEqualTo(changed);
    }

    @Test
    void are_of_every_kind() {
        assertThat(EventSamples.all().stream()
                        .<Class<?>>map(PartyEvent::getClass)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(PartyEvent.class.getPermittedSubclasses());
        assertThat(GOLDEN).hasSameSizeAs(EventSamples.all());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void are_refused_when_nobody_can_have_written_them(EventColumn column) {
        assertThatThrownBy(column::event)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("what is stored");
    }

    static Stream<EventColumn> malformed() {
        return Stream.of(
                new EventColumn("party-started", "{}"),
                new EventColumn("party-started", "[]"),
                new EventColumn("party-started", "{"),
                new EventColumn("items-added", "{\"by\": \"00000001-0000-0000-0000-000000000001\", \"items\": {}}"),
                new EventColumn("items-added", "{\"by\": \"00000001-0000-0000-0000-000000000001\", \"items\": [1]}"),
                new EventColumn("party-forgotten", "{}"));
    }

    private static List<String> read(String name) {
        try (InputStream file = StoredEventsTest.class.getResourceAsStream(name)) {
            if (file == null) throw new AssertionError(name);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
