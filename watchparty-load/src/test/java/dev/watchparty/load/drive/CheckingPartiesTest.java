package dev.watchparty.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.load.measure.Faults;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.PreparedParty;
import dev.watchparty.load.wire.SeekCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckingPartiesTest {

    private static final int HOST = 0;
    private static final int VIEWER = 1;

    private final Tally tally = new Tally();
    private final PartyLoad party =
            new PartyLoad(PreparedParty.onTheFloor(1, 2).get(0), HostAction.SEEK, tally, new Attendance());
    private final List<Long> completed = new ArrayList<>();

    @BeforeEach
    void begin() {
        party.restart((done, now) -> completed.add(now));
    }

    @Test
    void a_seek_is_complete_when_the_last_member_has_it() {
        party.send(0, 0);
        told(HOST, 0, 1, 10);
        assertThat(completed).isEmpty();

        told(VIEWER, 0, 1, 20);

        assertThat(completed).containsExactly(20L);
        assertThat(party.hasAllArrived()).isTrue();
        assertThat(tally.deliveries).isEqualTo(2);
    }

    @Test
    void a_doubled_delivery_completes_nothing() {
        party.send(0, 0);
        told(HOST, 0, 1, 10);
        told(HOST, 0, 1, 11);

        assertThat(completed).isEmpty();
        assertThat(party.faults()).isEqualTo(new Faults(1, 0, 1));
    }

    @Test
    void a_version_that_falls_is_noticed() {
        party.send(0, 0);
        party.send(0, 0);
        told(VIEWER, 0, 2, 10);
        told(VIEWER, 1, 1, 10);

        assertThat(tally.fallenVersions).isEqualTo(1);
    }

    @Test
    void members_who_are_told_different_versions_are_noticed() {
        party.send(0, 0);
        told(HOST, 0, 5, 10);
        told(VIEWER, 0, 6, 10);

        assertThat(tally.differingVersions).isEqualTo(1);
    }

    @Test
    void acks_are_checked_against_what_members_were_told() {
        for (int number = 0; number < 4; number++) {
            party.send(0, 0);
        }
        told(VIEWER, 0, 5, 10);
        acked(0, 5);
        told(VIEWER, 1, 6, 10);
        acked(1, 7);
        acked(2, 9);
        acked(2, 9);

        assertThat(party.log().lostAcks()).isEqualTo(1);
        assertThat(party.log().versionGaps()).isEqualTo(2);
        assertThat(party.log().ackedButNotTold()).isEqualTo(2);
        assertThat(tally.acks).isEqualTo(3);
        assertThat(tally.doubledAcks).isEqualTo(1);
    }

    @Test
    void stragglers_of_an_earlier_phase_do_not_count() {
        party.send(0, 0);
        party.restart((done, now) -> {});
        told(VIEWER, 0, 1, 10);
        acked(0, 1);

        assertThat(tally.deliveries + tally.acks).isZero();
        assertThat(tally.otherMessages).isEqualTo(2);
        assertThat(party.faults()).isEqualTo(Faults.NONE);
    }

    @Test
    void errors_are_counted_and_the_first_is_kept() {
        hear(HOST, "{\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"slowly\"}", 1);
        hear(HOST, "{\"type\":\"error\",\"code\":\"PARTY_ENDED\",\"message\":\"over\"}", 2);

        assertThat(tally.errors).isEqualTo(2);
        assertThat(tally.firstError).isEqualTo("RATE_LIMITED slowly");
    }

    private void told(int member, long number, long version, long now) {
        long positionMs = SeekCommand.positionMs(number);
        hear(member, "{\"type\":\"seek\",\"position_ms\":" + positionMs + ",\"version\":" + version + "}", now);
    }

    private void acked(long number, long version) {
        hear(HOST, "{\"type\":\"ack\",\"command_id\":\"s" + number + "\",\"version\":" + version + "}", 1);
    }

    private void hear(int member, String json, long now) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        party.heard(party.members().get(member), bytes, 0, bytes.length, now);
    }
}
