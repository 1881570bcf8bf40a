package dev.watchparty.domain.presence;

import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastSyncTest {

    private static final Instant LATER = NOON.plusSeconds(1);
    private static final DriftReading READING = new DriftReading(Duration.ofMillis(-3), Duration.ofMillis(20));

    @Test
    void is_unknown_of_whoever_has_just_come() {
        assertThat(ParticipantStatus.NEW.lastSync()).isEqualTo(LastSync.NEVER);
        assertThat(LastSync.NEVER.at()).isEmpty();
        assertThat(LastSync.NEVER.measured()).isEmpty();
    }

    @Test
    void is_the_last_of_all() {
        LastSync again = ParticipantStatus.NEW.synced(NOON).synced(LATER).lastSync();

        assertThat(again.at()).hasValue(LATER);
        assertThat(again.measured()).isEmpty();
    }

    @Test
    void keeps_what_was_measured_before() {
        LastSync again =
                ParticipantStatus.NEW.measured(NOON, READING).synced(LATER).lastSync();

        assertThat(again.at()).hasValue(LATER);
        assertThat(again.measured()).hasValue(READING);
    }

    @Test
    void changes_nothing_else() {
        ParticipantStatus busy = ParticipantStatus.NEW.withHidden(true).withBuffering(true);

        assertThat(busy.synced(NOON).isHidden()).isTrue();
        assertThat(busy.measured(NOON, READING).isBuffering()).isTrue();
        assertThat(busy.measured(NOON, READING).withHidden(false).withBuffering(false))
                .isEqualTo(ParticipantStatus.NEW.measured(NOON, READING));
    }

    @Test
    void measures_in_whole_milliseconds_towards_zero() {
        assertThat(new DriftReading(Duration.ofNanos(-1_999_999), Duration.ofNanos(2_999_999)))
                .isEqualTo(new DriftReading(Duration.ofMillis(-1), Duration.ofMillis(2)));
    }

    @Test
    void measures_within_bounds() {
        Duration offset = DriftReading.DRIFT_MAX;
        Duration roundTrip = DriftReading.ROUND_TRIP_MAX;

        assertThat(new DriftReading(offset.negated(), roundTrip).drift()).isEqualTo(offset.negated());
        assertThat(new DriftReading(offset, Duration.ZERO).roundTrip()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftReading(offset.plusMillis(1), roundTrip));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftReading(offset.plusMillis(1).negated(), roundTrip));
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftReading(offset, roundTrip.plusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new DriftReading(offset, Duration.ofMillis(-1)));
    }
}
