package dev.watchparty.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.lab.network.Flight.Chunk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlightTest {

    private static final long OPENED = 1_000;

    private final Flight flight = new Flight(OPENED);

    @Test
    void lets_nothing_overtake() throws InterruptedException {
        flight.depart(new byte[] {1}, OPENED + 500);
        flight.depart(new byte[] {2}, OPENED + 100);
        flight.depart(new byte[] {3}, OPENED + 600);

        assertThat(flight.next().dueNanos()).isEqualTo(OPENED + 500);
        assertThat(flight.next().dueNanos()).isEqualTo(OPENED + 500);
        assertThat(flight.next().dueNanos()).isEqualTo(OPENED + 600);
    }

    @Test
    void brings_nothing_before_it_is_open() throws InterruptedException {
        flight.depart(new byte[] {1}, OPENED - 1);

        assertThat(flight.next().dueNanos()).isEqualTo(OPENED);
    }

    @Test
    void ends_with_nothing() throws InterruptedException {
        flight.depart(new byte[] {1}, OPENED);
        flight.depart(new byte[0], OPENED);

        assertThat(flight.next().isEnd()).isFalse();
        assertThat(flight.next().isEnd()).isTrue();
    }

    @Test
    void takes_up_to_its_limit_and_lets_who_brings_more_wait() throws InterruptedException {
        flight.depart(new byte[Flight.BYTES_MAX - 1], OPENED);
        flight.depart(new byte[1], OPENED);
        Thread sender = new Thread(() -> {
            try {
                flight.depart(new byte[] {7}, OPENED);
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        });
        sender.start();
        while (sender.getState() != Thread.State.WAITING) {
            assertThat(sender.isAlive()).isTrue();
            Thread.onSpinWait();
        }

        flight.next();
        sender.join();
        flight.next();
        Chunk last = flight.next();
        assertThat(last.bytes()).containsExactly(7);
    }
}
