package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pitfall: the limit of participants checked by counting first and inserting then. */
@Timeout(60)
class JoiningAtOnceTest {

    private static final int NEWCOMERS = 200;
    private static final int THREADS = 16;

    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ExecutorService newcomers = Executors.newFixedThreadPool(THREADS);
    private final InMemoryPartyStore store = new InMemoryPartyStore();

    @AfterEach
    void stop() {
        newcomers.shutdownNow();
        workers.shutdownNow();
    }

    @Test
    void two_hundred_newcomers_leave_ten_in_a_party_of_ten() throws Exception {
        assertThat(join(List.of(server()))).isEqualTo(9);
    }

    @Test
    void two_hundred_newcomers_leave_ten_in_a_party_of_ten_though_they_come_by_two_servers() throws Exception {
        assertThat(join(List.of(server(), server()))).isEqualTo(9);
    }

    private CommandParty server() {
        ManualClock clock = new ManualClock(NOON);
        return new CommandParty(store, new LocalBackplane(), new Workplace(clock, workers, new ManualTimers(clock)));
    }

    /** How many were let in. */
    private long join(List<CommandParty> servers) throws Exception {
        store.create(with(created(), new Capacity(10)));
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<Future<Outcome>> asked = new ArrayList<>();
        for (int number = 1; number <= NEWCOMERS; number++) {
            Join join = joining(guest(number));
            CommandParty server = servers.get(number % servers.size());
            asked.add(newcomers.submit(() -> {
                ready.countDown();
                ready.await();
                return insisting(server, join);
            }));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> one : asked) {
            outcomes.add(one.get());
        }

        Party after = store.find(PARTY).orElseThrow();
        assertThat(after.participants().activeCount()).isEqualTo(10);
        assertThat(IntStream.rangeClosed(1, NEWCOMERS)
                        .mapToObj(number -> guest(number).user())
                        .filter(user -> after.participants().findActive(user).isPresent()))
                .hasSize(9);
        assertThat(outcomes.stream().filter(outcome -> !(outcome instanceof Outcome.Done)))
                .hasSize(NEWCOMERS - 9)
                .containsOnly(new Outcome.Refused(new Rejection.PartyFull(10, new Capacity(10))));
        return outcomes.stream().filter(Outcome.Done.class::isInstance).count();
    }

    /** Asks again while two servers keep getting in each other's way. */
    private static Outcome insisting(CommandParty server, Join join) {
        Outcome outcome = server.handle(PARTY, join).join();
        while (outcome instanceof Outcome.Unavailable) {
            outcome = server.handle(PARTY, join).join();
        }
        return outcome;
    }

    private static Join joining(Participant newcomer) {
        return new Join(newcomer.user(), newcomer.profile(), newcomer.id(), PasswordProof.NONE, FriendProof.NONE);
    }
}
