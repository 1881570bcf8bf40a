package dev.watchparty.load.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes parties and joins their members over REST, {@value #CALLS_AT_ONCE} calls at a time over connections that stay
 * open.
 */
public final class PartyApi implements AutoCloseable {

    static final int CALLS_AT_ONCE = 8;

    private static final String PARTIES = "/api/v1/watch-parties";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EXCERPT_CHARACTERS = 300;

    private final URI server;
    private final TokenSigner signer;
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLS_AT_ONCE, PartyApi::caller);
    private final HttpClient client = newClient();

    public PartyApi(URI server, TokenSigner signer) {
        this.server = server;
        this.signer = signer;
    }

    /**
     * Makes public parties of {@code members} each, the host among them. Every member of every party is another user.
     *
     * @throws SetUpFailedException if the server refuses
     */
    public List<PreparedParty> prepare(int parties, int members) {
        List<String> tokens = IntStream.range(0, parties * members)
                .mapToObj(number -> signer.sign(new LoadUser(number)))
                .toList();
        List<JsonNode> created = inParallel(parties, party -> create(party, members, tokens.get(party * members)));
        inParallel(parties * members, number -> {
            boolean host = number % members == 0;
            return host ? created.get(number / members) : join(created.get(number / members), tokens.get(number));
        });
        return IntStream.range(0, parties)
                .mapToObj(party -> prepared(created.get(party), tokens.subList(party * members, (party + 1) * members)))
                .toList();
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Ends the parties, so that a server under many runs does not collect them. */
    public void end(List<PreparedParty> parties) {
        HttpClient fresh =
                newClient(); // The connections of the first have been idle for the whole run: servers close those.
        inParallel(parties.size(), number -> {
            PreparedParty party = parties.get(number);
            String path = PARTIES + "/" + party.id() + "/end";
            return post(fresh, path, "", party.tickets().get(0).token());
        });
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }

    private JsonNode create(int party, int members, String token) {
        String body = "{\"title\":\"Load " + party + "\",\"visibility\":\"public\",\"max_participants\":"
                + Math.max(2, members) + "}";
        return post(PARTIES, body, token).path("data");
    }

    private JsonNode join(JsonNode created, String token) {
        return post(PARTIES + "/" + created.path("invite_code").asText() + "/join", "", token);
    }

    private static PreparedParty prepared(JsonNode created, List<String> tokens) {
        String id = created.path("id").asText();
        String path = PARTIES + "/" + id + "/ws";
        return new PreparedParty(
                id, tokens.stream().map(token -> new Ticket(path, token)).toList());
    }

    private JsonNode post(String path, String body, String token) {
        return post(client, path, body, token);
    }

    private JsonNode post(HttpClient through, String path, String body, String token) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = through.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new SetUpFailedException(refusal(path, response));
            }
            return json.readTree(response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException("POST " + path + " failed", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SetUpFailedException("interrupted during POST " + path);
        }
    }

    private static String refusal(String path, HttpResponse<String> response) {
        String body = response.body();
        String excerpt = body.substring(0, Math.min(body.length(), EXCERPT_CHARACTERS));
        String hint = response.statusCode() == 429
                ? "; its rate limits are on: start it with WATCHPARTY_LIMIT_CREATES_PER_HOUR=0 and"
                        + " WATCHPARTY_LIMIT_JOINS_PER_HOUR=0"
                : "";
        return "POST " + path + " was answered " + response.statusCode() + " " + excerpt + hint;
    }

    private <T> List<T> inParallel(int calls, IntFunction<T> call) {
        List<CompletableFuture<T>> answers = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            int number = i;
            answers.add(CompletableFuture.supplyAsync(() -> call.apply(number), callers));
        }
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            answers.forEach(answer -> answer.cancel(false));
            if (failed.getCause() instanceof SetUpFailedException refused) throw refused;
            throw failed;
        }
    }

    private static Thread caller(Runnable calls) {
        Thread thread = new Thread(calls, "rest");
        thread.setDaemon(true);
        return thread;
    }
}
