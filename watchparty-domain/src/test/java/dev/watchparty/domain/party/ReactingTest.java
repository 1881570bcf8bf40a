package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.ChatCommand.React;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.Policy.Preset;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReactingTest {

    private static final ReactionId ID = new ReactionId(new UUID(6, 6));
    private static final Emoji LAUGH = new Emoji("😂");
    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Position END = new Position(Duration.ofHours(2).toMillis());
    private static final Party PARTY = playingFrom(MINUTE_ONE);

    @Test
    void is_about_what_the_originator_saw() {
        given(PARTY)
                .when(new React(VIEWER.user(), ID, LAUGH, new Position(61_234)), NOON.plusSeconds(3))
                .then(new Reacted(ID, VIEWER.user(), LAUGH, new Position(61_234)));
    }

    @Test
    void is_about_where_the_film_is_otherwise() {
        given(PARTY)
                .when(new React(VIEWER.user(), ID, LAUGH, null), NOON.plusSeconds(3))
                .then(new Reacted(ID, VIEWER.user(), LAUGH, new Position(63_000)));
    }

    @Test
    void stays_within_the_item() {
        given(PARTY)
                .when(new React(VIEWER.user(), ID, LAUGH, END), NOON)
                .then(new Reacted(ID, VIEWER.user(), LAUGH, END));
        given(PARTY)
                .when(new React(VIEWER.user(), ID, LAUGH, END.plus(Duration.ofMillis(1))), NOON)
                .then(new Reacted(ID, VIEWER.user(), LAUGH, END));
        given(PARTY)
                .when(new React(VIEWER.user(), ID, LAUGH, null), NOON.plus(Duration.ofDays(1)))
                .then(new Reacted(ID, VIEWER.user(), LAUGH, END));
    }

    @Test
    void changes_nothing_but_the_version() {
        Party party = given(PARTY)
                .when(new React(VIEWER.user(), ID, LAUGH, null), NOON)
                .party();

        assertThat(party.version()).isEqualTo(PARTY.version().next());
        assertThat(party.timeline()).isEqualTo(PARTY.timeline());
        assertThat(party.proceedings()).isEqualTo(PARTY.proceedings());
    }

    @Test
    void is_refused_to_those_who_may_not_talk() {
        Policy coHostsTalk = Preset.CO_HOSTS.policy().with(Map.of(Action.CHAT, Role.CO_HOST));

        given(with(PARTY, VIEWER.withVoice(Voice.MUTED)))
                .when(new React(VIEWER.user(), ID, LAUGH, null), NOON)
                .thenRejected(new Rejection.MutedInParty());
        given(with(PARTY, coHostsTalk))
                .when(new React(VIEWER.user(), ID, LAUGH, null), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.CHAT, Role.CO_HOST));
        given(PARTY)
                .when(new React(STRANGER.user(), ID, LAUGH, null), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }
}
