package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many people want in at once, on two servers that share nothing but the database. */
class JoinRaceTest {

    private static final int JOINERS = 200;
    private static final int CAPACITY = 10;

    private static WatchParty one;
    private static WatchParty other;

    @BeforeAll
    static void start() {
        one = Servers.start();
        other = Servers.start();
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void two_hundred_parallel_joins_on_a_party_of_ten_leave_ten() throws Exception {
        Client ann = Client.guest(one.port(), "Ann");
        Client.Answer party = ann.post("/watch-parties", "{\"title\":\"Small\",\"max_participants\":" + CAPACITY + "}");
        String join = "/watch-parties/" + party.data().path("invite_code").asText() + "/join";
        List<Client> joiners = IntStream.range(0, JOINERS)
                .mapToObj(number -> Client.guest((number % 2 == 0 ? one : other).port(), "Guest " + number))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Client.Answer> answers;
        try {
            List<Future<Client.Answer>> asked = threads.invokeAll(joiners.stream()
                    .<Callable<Client.Answer>>map(joiner -> () -> joiner.post(join, ""))
                    .toList());
            answers = new ArrayList<>();
            for (Future<Client.Answer> answer : asked) {
                answers.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(CAPACITY - 1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errorCode()).isEqualTo("PARTY_FULL"));
        String id = party.data().path("id").asText();
        assertThat(ann.get("/watch-parties/" + id + "/participants")
                        .data()
                        .path("count")
                        .asInt())
                .isEqualTo(CAPACITY);
    }
}
