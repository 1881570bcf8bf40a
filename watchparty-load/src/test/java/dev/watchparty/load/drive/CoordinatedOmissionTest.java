package dev.watchparty.load.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.watchparty.load.measure.Timetable;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PreparedParty;
import dev.watchparty.load.wire.SeekCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatedOmissionTest {

    private static final long MILLI = 1_000_000;

    private final Tally tally = new Tally();
    private final PartyLoad party =
            new PartyLoad(PreparedParty.onTheFloor(1, 2).get(0), HostAction.SEEK, tally, new Attendance());
    private final List<Timetable> timetables = new ArrayList<>();
    private final OpenLoop tenASecond = new OpenLoop(Duration.ofSeconds(1), 10, tally, timetables::add);

    @Test
    void a_command_that_was_sent_late_counts_from_when_it_was_due() {
        party.restart((done, now) -> {});
        tenASecond.begin(List.of(party), 0);
        long due = timetables.get(0).dueAt(0);

        tenASecond.turn(due - 1);
        assertThat(tally.commands).isZero();
        tenASecond.turn(due + 70 * MILLI);
        hear(0, due + 71 * MILLI);

        assertThat(tally.latencies.figures().maxMicros()).isCloseTo(71_000, within(100.0));
        assertThat(tally.sendLagMaxNanos).isEqualTo(70 * MILLI);
    }

    @Test
    void a_stall_is_charged_for_every_command_that_was_due_meanwhile() {
        party.restart((done, now) -> {});
        tenASecond.begin(List.of(party), 0);
        long end = timetables.get(0).dueAt(9);

        tenASecond.turn(end);
        for (int number = 0; number < 10; number++) {
            hear(number, end);
        }

        assertThat(tally.commands).isEqualTo(10);
        assertThat(tenASecond.hasEnded(end)).isTrue();
        assertThat(tally.latencies.figures().maxMicros()).isCloseTo(900_000, within(1_000.0));
        assertThat(tally.latencies.figures().p50Micros()).isCloseTo(400_000, within(1_000.0));
    }

    @Test
    void an_ack_counts_from_the_timetable_too() {
        party.restart((done, now) -> {});
        tenASecond.begin(List.of(party), 0);
        long due = timetables.get(0).dueAt(0);
        tenASecond.turn(due + 20 * MILLI);

        hear("{\"type\":\"ack\",\"command_id\":\"s0\",\"version\":1}", due + 25 * MILLI);

        assertThat(tally.ackLatencies.figures().maxMicros()).isCloseTo(25_000, within(50.0));
    }

    private void hear(long number, long now) {
        long positionMs = SeekCommand.positionMs(number);
        hear("{\"type\":\"seek\",\"position_ms\":" + positionMs + ",\"version\":" + (number + 1) + "}", now);
    }

    private void hear(String json, long now) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        party.heard(party.members().get(1), bytes, 0, bytes.length, now);
    }
}
