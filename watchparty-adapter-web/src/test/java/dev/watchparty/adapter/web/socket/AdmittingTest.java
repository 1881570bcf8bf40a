package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Position;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may open a connection: whoever is in the party, however many others may read it or join it. */
class AdmittingTest {

    private static final Participant FRIEND = Parties.guest(1);
    private static final Participant FORMER_MEMBER = Parties.guest(2);
    private static final Participant BANNED = Parties.guest(3);

    @ParameterizedTest
    @CsvSource({
        // visibility, anonymous, stranger, friend, former member, banned, member, co-host, host
        "PUBLIC,  401, 403, 403, 403, 403, 101, 101, 101",
        "FRIENDS, 401, 403, 403, 403, 403, 101, 101, 101",
        "INVITE,  401, 403, 403, 403, 403, 101, 101, 101",
        "PRIVATE, 401, 403, 403, 403, 403, 101, 101, 101",
    })
    void is_for_those_in_the_party(
            Visibility visibility,
            int anonymous,
            int stranger,
            int friend,
            int formerMember,
            int banned,
            int member,
            int coHost,
            int host)
            throws IOException {
        try (SocketServer server = new SocketServer(party(visibility), SocketServer.UNLIMITED)) {
            server.friends.befriend(Parties.HOST.user(), FRIEND.user());

            assertThat(server.upgrade(SocketServer.path(Parties.PARTY)).answer().status())
                    .isEqualTo(anonymous);
            assertThat(status(server, Parties.STRANGER)).isEqualTo(stranger);
            assertThat(status(server, FRIEND)).isEqualTo(friend);
            assertThat(status(server, FORMER_MEMBER)).isEqualTo(formerMember);
            assertThat(status(server, BANNED)).isEqualTo(banned);
            assertThat(status(server, Parties.VIEWER)).isEqualTo(member);
            assertThat(status(server, Parties.CO_HOST)).isEqualTo(coHost);
            assertThat(status(server, Parties.HOST)).isEqualTo(host);

            server.client(Parties.HOST); // From now on the party is followed here, and not only in the store.
            assertThat(status(server, Parties.STRANGER)).isEqualTo(stranger);
            assertThat(status(server, FRIEND)).isEqualTo(friend);
            assertThat(status(server, FORMER_MEMBER)).isEqualTo(formerMember);
            assertThat(status(server, BANNED)).isEqualTo(banned);
        }
    }

    private static Party party(Visibility visibility) {
        Party party = Parties.with(Parties.pausedAt(Position.START), visibility);
        party = Parties.with(party, Parties.left(FORMER_MEMBER));
        return Parties.with(party, Parties.banned(BANNED));
    }

    /** What comes of it; whoever is refused is told no more than that they are not in the party. */
    private static int status(SocketServer server, Participant person) throws IOException {
        RawSocket.Answer answer = server.upgrade(
                        SocketServer.path(Parties.PARTY), SocketServer.bearer(server.token(person)))
                .answer();
        if (answer.status() == 403) {
            assertThat(answer.json().path("error").path("message").asText())
                    .isEqualTo("Not a participant of this watch party");
        }
        return answer.status();
    }
}
