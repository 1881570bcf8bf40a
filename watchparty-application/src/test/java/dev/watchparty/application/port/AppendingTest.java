package dev.watchparty.application.port;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.named;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Programme;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppendingTest {

    private static final PartyEvent PLAYED =
            new PartyEvent.Played(HOST.user(), new Timeline.Playing(Position.START, NOON, Rate.NORMAL));

    @Test
    void is_refused_when_events_and_versions_do_not_agree() {
        Party after = created().after(PLAYED);
        RecordedEvent event = new RecordedEvent(after.version(), NOON, PLAYED);

        assertThatThrownBy(() -> new Append(created(), after, List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 events do not lead from version 1 to 2");
        assertThatThrownBy(() -> new Append(created(), created(), List.of(event), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Party> changelings() {
        return Stream.of(
                named(created(), new PartyId(new UUID(1, 1)), created().inviteCode()),
                named(created(), PARTY, new InviteCode("ZZZZ99")),
                with(created(), Programme.NONE));
    }

    @ParameterizedTest
    @MethodSource("changelings")
    void is_refused_when_it_changes_what_a_party_keeps_for_life(Party changeling) {
        assertThatThrownBy(() -> new Append(created(), changeling, List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
