package dev.watchparty.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.EventSamples;
import dev.watchparty.domain.party.PartyEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
                .hasMessageStartingWith("a stored event");
    }

    static Stream<EventColumn> malformed() {
        return Stream.of(
                new EventColumn("party-started", "{}"),
                new EventColumn("party-started", "[]"),
                new EventColumn("party-started", "{"),
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
