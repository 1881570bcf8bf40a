package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.adapter.web.RoleTable;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.QueueCommand.Suggest;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of every role, over a socket: done and acked, or refused by the name of the command. */
class CommandingByRoleTest {

    private static final MessageId MESSAGE = new MessageId(new UUID(0x0e00000000L, 1));
    private static final PlaylistItem SUGGESTED = Parties.clip(1);

    private static final RoleTable.Things THINGS = new RoleTable.Things(
            "{'title':'C','url':'https://media.example/C.mp4','kind':'mp4','duration_ms':60000}".replace('\'', '"'),
            Parties.EPISODE.id().value().toString(),
            SUGGESTED.id().value().toString(),
            MESSAGE.value().toString());

    private final SocketServer server = new SocketServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("dev.watchparty.adapter.web.RoleTable#rows")
    void is_what_the_role_allows(RoleTable.Row row) throws IOException {
        List<Participant> obeyed = new ArrayList<>();
        for (Participant person : RoleTable.PEOPLE) {
            if (isObeyed(person, row)) obeyed.add(person);
        }

        assertThat(obeyed).isEqualTo(row.allowed());
    }

    private boolean isObeyed(Participant person, RoleTable.Row row) throws IOException {
        PartyId party = partyOfAll(RoleTable.PEOPLE.indexOf(person));
        if (person.equals(Parties.STRANGER)) {
            RawSocket outside = server.upgrade(SocketServer.path(party), SocketServer.bearer(server.token(person)));
            assertThat(outside.answer().status()).isEqualTo(403);
            return false;
        }
        RawSocket client = server.client(party, person);
        Version before = version(party);
        client.sendText(row.json(THINGS, ",\"party_id\":\"" + party.value() + "\",\"command_id\":\"a1\""));
        JsonNode answer = answer(client);
        assertThat(answer.path("command_id").asText()).isEqualTo("a1");
        if (answer.path("type").asText().equals("ack")) return true;
        assertThat(answer.path("code").asText()).isEqualTo("UNAUTHORIZED_COMMAND");
        assertThat(version(party)).isEqualTo(before);
        return false;
    }

    private static JsonNode answer(RawSocket client) throws IOException {
        while (true) {
            JsonNode event = client.next();
            String type = event.path("type").asText();
            if (type.equals("ack") || type.equals("error")) return event;
        }
    }

    private PartyId partyOfAll(int number) {
        PartyId id = new PartyId(new UUID(0x0a00000000L, 100 + number));
        InviteCode code = new InviteCode("K7QX2" + InviteCode.ALPHABET.charAt(number));
        Party party = Parties.with(Parties.pausedAt(Position.START), RoleTable.EVE);
        server.store.create(Parties.named(party, id, code));
        done(id, new Say(RoleTable.EVE.user(), MESSAGE, new ChatText("hi")));
        done(id, new Suggest(RoleTable.EVE.user(), SUGGESTED));
        return id;
    }

    private void done(PartyId party, PartyCommand command) {
        assertThat(server.commands.handle(party, command).join()).isInstanceOf(Outcome.Done.class);
    }

    private Version version(PartyId party) {
        return server.store.find(party).orElseThrow().version();
    }
}
