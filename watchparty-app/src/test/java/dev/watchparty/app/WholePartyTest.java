package dev.watchparty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything around the film, by requests and over sockets: who may do what, who is in, what is said and queued. */
class WholePartyTest {

    private static final Duration HOST_GRACE = Duration.ofSeconds(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int KICKS = 3;

    private static WatchParty server;

    private Client ann;
    private Client bo;
    private String id;
    private String code;
    private Socket host;
    private Socket viewer;

    @BeforeAll
    static void start() {
        server = Servers.start(HOST_GRACE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void two_people_are_in_a_party() {
        ann = Client.guest(server.port(), "Ann");
        bo = Client.guest(server.port(), "Bo");
        JsonNode made = ann.post("/watch-parties", "{\"title\":\"Friday\",\"visibility\":\"invite\"}")
                .data();
        id = made.path("id").asText();
        code = made.path("invite_code").asText();
        join(bo);
        host = ann.connect(id);
        viewer = bo.connect(id);
    }

    private void join(Client who) {
        assertThat(tryToJoin(who).status()).isEqualTo(200);
    }

    private Client.Answer tryToJoin(Client who) {
        return who.post("/watch-parties/" + code + "/join", "");
    }

    private static String user(Client who) {
        return "\"user_id\":\"" + who.userId() + "\"";
    }

    private String party(String rest) {
        return "/watch-parties/" + id + rest;
    }

    @Test
    void settings_are_told_to_everybody_and_hold_at_once() {
        assertThat(viewer.ask("pause").path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");

        Client.Answer changed = ann.patch(party("/settings"), """
                {"title":"Saturday","max_participants":7,"policy":"anyone-may-pause","password":"geheim"}""");

        assertThat(changed.status()).isEqualTo(200);
        JsonNode told = viewer.next("settings-changed");
        assertThat(told.path("actor").asText()).isEqualTo(ann.userId());
        JsonNode settings = told.path("settings");
        assertThat(settings.path("title").asText()).isEqualTo("Saturday");
        assertThat(settings.path("max_participants").asInt()).isEqualTo(7);
        assertThat(settings.path("policy_preset").asText()).isEqualTo("anyone-may-pause");
        assertThat(settings.path("has_password").asBoolean()).isTrue();
        assertThat(told.toString()).doesNotContain("geheim");
        assertThat(host.next("settings-changed")).isEqualTo(told);
        viewer.does("pause");
        assertThat(bo.patch(party("/settings"), "{\"title\":\"Mine\"}").errorCode())
                .isEqualTo("FORBIDDEN");
        Client cleo = Client.guest(server.port(), "Cleo");
        assertThat(tryToJoin(cleo).errorCode()).isEqualTo("PASSWORD_REQUIRED");
        assertThat(bo.get(party("")).data().path("title").asText()).isEqualTo("Saturday");
    }

    @Test
    void who_is_kicked_is_told_so_and_out_in_less_than_a_second() {
        List<Duration> took = new ArrayList<>();
        for (int kick = 0; kick < KICKS; kick++) {
            join(bo);
            Socket socket = bo.connect(id);
            long before = System.nanoTime();
            assertThat(ann.post(party("/kick"), "{" + user(bo) + "}").status()).isEqualTo(200);
            assertThat(socket.next("closing").path("reason").asText()).isEqualTo("kicked");
            assertThat(socket.closeCode()).isEqualTo(4003);
            took.add(Duration.ofNanos(System.nanoTime() - before));
            assertThat(host.next("participant-left").path("reason").asText()).isEqualTo("kicked");
            assertThat(bo.refusalToConnect(id)).isEqualTo(403);
        }

        // The quickest: a machine that is busy with something else is not the server's fault.
        assertThat(Collections.min(took)).isLessThan(AT_ONCE);
        assertThat(viewer.closeCode()).isEqualTo(4003);
    }

    @Test
    void who_is_banned_comes_back_only_when_that_is_taken_back() {
        host.does("kick", user(bo), "\"ban\":true");

        assertThat(viewer.next("closing").path("reason").asText()).isEqualTo("banned");
        assertThat(viewer.closeCode()).isEqualTo(4003);
        assertThat(tryToJoin(bo).errorCode()).isEqualTo("BANNED");
        assertThat(bo.refusalToConnect(id)).isEqualTo(403);
        JsonNode bans = ann.get(party("/bans")).data().path("bans");
        assertThat(bans).hasSize(1);
        assertThat(bans.path(0).path("user").path("id").asText()).isEqualTo(bo.userId());
        assertThat(bo.get(party("/bans")).status()).isEqualTo(403);

        host.does("unban", user(bo));

        assertThat(host.next("participant-unbanned").path("user_id").asText()).isEqualTo(bo.userId());
        assertThat(ann.get(party("/bans")).data().path("bans")).isEmpty();
        join(bo);
        bo.connect(id).does("chat", "\"message\":\"back\"");
    }

    @Test
    void a_role_that_is_given_and_taken_holds_for_the_next_command() {
        assertThat(viewer.ask("play").path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");

        host.does("role", user(bo), "\"role\":\"co-host\"");
        viewer.does("play");
        assertThat(viewer.next("role-changed").path("role").asText()).isEqualTo("co-host");

        host.does("role", user(bo), "\"role\":\"viewer\"");
        assertThat(viewer.ask("pause").path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(bo.post(party("/commands"), "{\"type\":\"pause\"}").status()).isEqualTo(403);

        host.does("transfer-host", user(bo));
        assertThat(viewer.next("host-changed").path("cause").asText()).isEqualTo("transfer");
        assertThat(host.ask("role", user(bo), "\"role\":\"viewer\"")
                        .path("code")
                        .asText())
                .isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(bo.post(party("/commands"), "{\"type\":\"pause\"}").status()).isEqualTo(200);
    }

    @Test
    void who_is_muted_watches_in_silence() {
        host.does("mute", user(bo));

        assertThat(viewer.next("participant-muted").path("muted").asBoolean()).isTrue();
        assertThat(viewer.ask("chat", "\"message\":\"hm\"").path("code").asText())
                .isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(viewer.ask("reaction", "\"emoji\":\"😂\"").path("code").asText())
                .isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(bo.post(party("/messages"), "{\"message\":\"hm\"}").errorCode())
                .isEqualTo("FORBIDDEN");

        host.does("unmute", user(bo));

        viewer.does("chat", "\"message\":\"thanks\"");
        assertThat(host.next("chat_message")
                        .path("chat_message")
                        .path("message")
                        .asText())
                .isEqualTo("thanks");
    }

    @Test
    void edits_of_the_queue_reach_those_who_are_here_and_those_who_come_later() {
        String one = add("One");
        String two = add("Two");
        String three = add("Three");
        host.does("queue-move", "\"clip_id\":\"" + three + "\"", "\"place\":1");
        host.does("queue-remove", "\"clip_id\":\"" + two + "\"");
        host.does("loop", "\"loop\":\"all\"");
        viewer.does("suggest", "\"item\":" + item("Four"));

        JsonNode moved = viewer.next("playlist-changed");
        assertThat(moved.path("change").asText()).isEqualTo("moved");
        assertThat(moved.path("item_id").asText()).isEqualTo(three);
        assertThat(viewer.next("playlist-changed").path("item_id").asText()).isEqualTo(two);
        assertThat(viewer.next("playlist-changed").path("loop").asText()).isEqualTo("all");
        JsonNode suggested = viewer.next("playlist-changed");
        String four = suggested.path("item").path("id").asText();
        assertThat(host.next(frame -> frame.path("change").asText().equals("suggested"), "suggestion"))
                .isEqualTo(suggested);
        Client cleo = Client.guest(server.port(), "Cleo");
        join(cleo);
        JsonNode snapshot = cleo.connectForSnapshot(id).next("snapshot");
        assertThat(snapshot.path("playlist").findValuesAsText("id")).containsExactly(one, three);
        assertThat(snapshot.path("settings").path("loop").asText()).isEqualTo("all");
        assertThat(snapshot.path("suggestions").path(0).path("item").path("id").asText())
                .isEqualTo(four);

        assertThat(viewer.ask("accept-suggestion", "\"clip_id\":\"" + four + "\"")
                        .path("code")
                        .asText())
                .isEqualTo("UNAUTHORIZED_COMMAND");
        host.does("accept-suggestion", "\"clip_id\":\"" + four + "\"");
        assertThat(bo.connectForSnapshot(id).next("snapshot").path("playlist").findValuesAsText("id"))
                .containsExactly(one, three, four);
    }

    /** The id that the item got, as both have heard. */
    private String add(String title) {
        host.does("queue-add", "\"items\":[" + item(title) + "]");
        JsonNode told = viewer.next("playlist-changed");
        assertThat(host.next("playlist-changed")).isEqualTo(told);
        JsonNode added = told.path("items").path(0);
        assertThat(added.path("title").asText()).isEqualTo(title);
        return added.path("id").asText();
    }

    private static String item(String title) {
        return "{\"title\":\"" + title + "\",\"url\":\"https://example.org/film.mp4\",\"kind\":\"mp4\"}";
    }

    @Test
    void while_the_host_is_away_somebody_stands_in() {
        host.abort();

        JsonNode away = viewer.next("participant-left");
        assertThat(away.path("user_id").asText()).isEqualTo(ann.userId());
        assertThat(away.path("reason").asText()).isEqualTo("absent");
        JsonNode standingIn = viewer.next("host-changed");
        assertThat(standingIn.path("cause").asText()).isEqualTo("absence");
        assertThat(standingIn.path("user_id").asText()).isEqualTo(bo.userId());
        viewer.does("play");

        Socket back = ann.connect(id);

        JsonNode returned = viewer.next("host-changed");
        assertThat(returned.path("cause").asText()).isEqualTo("return");
        assertThat(returned.path("user_id").asText()).isEqualTo(ann.userId());
        back.does("pause");
        assertThat(viewer.ask("play").path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
    }

    @Test
    void a_deleted_message_is_gone_from_everywhere() {
        long before =
                viewer.does("chat", "\"message\":\"stays\"").path("version").asLong();
        JsonNode said = bo.post(party("/messages"), "{\"message\":\"goes\"}").data();
        String message = said.path("id").asText();
        Client cleo = Client.guest(server.port(), "Cleo");
        join(cleo);
        assertThat(cleo.delete(party("/messages/" + message)).status()).isEqualTo(403);

        assertThat(bo.delete(party("/messages/" + message)).status()).isEqualTo(200);

        JsonNode deleted = host.next("message-deleted");
        assertThat(deleted.path("message_id").asText()).isEqualTo(message);
        assertThat(deleted.path("actor").asText()).isEqualTo(bo.userId());
        JsonNode messages = ann.get(party("/messages")).data();
        assertThat(messages.path("messages").findValuesAsText("message")).containsExactly("stays");
        Socket resumed = ann.connect(id, "?since=" + before);
        List<JsonNode> missed = new ArrayList<>();
        do {
            missed.add(resumed.next());
        } while (missed.get(missed.size() - 1).path("version").asLong()
                < deleted.path("version").asLong());
        assertThat(missed.toString()).doesNotContain("goes");
        assertThat(ann.connectForSnapshot(id).next("snapshot").toString())
                .contains("stays")
                .doesNotContain("goes");
    }

    @Test
    void how_much_newcomers_may_read_is_the_hosts_choice() {
        viewer.does("chat", "\"message\":\"before\"");
        Client cleo = Client.guest(server.port(), "Cleo");
        join(cleo);
        viewer.does("chat", "\"message\":\"after\"");

        assertThat(readBy(cleo)).containsExactly("before", "after");

        ann.patch(party("/settings"), "{\"history\":\"members-since-join\"}");
        assertThat(readBy(cleo)).containsExactly("after");
        assertThat(readBy(bo)).containsExactly("before", "after");
        assertThat(shownTo(cleo)).containsExactly("after");

        ann.patch(party("/settings"), "{\"history\":\"none\"}");
        assertThat(readBy(cleo)).isEmpty();
        assertThat(shownTo(cleo)).isEmpty();
        assertThat(readBy(bo)).isEmpty();
    }

    private List<String> readBy(Client who) {
        Client.Answer answer = who.get(party("/messages"));
        return answer.status() == 403
                ? List.of()
                : answer.data().path("messages").findValuesAsText("message");
    }

    private List<String> shownTo(Client who) {
        return who.connectForSnapshot(id).next("snapshot").path("messages").findValuesAsText("message");
    }
}
