package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.playback.Position;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SayingTest {

    private static final MessageId ID = new MessageId(new UUID(5, 5));
    private static final ChatText HI = new ChatText("hi");
    private static final Party PARTY = playingFrom(new Position(60_000));

    @Test
    void tells_everybody() {
        given(PARTY).when(say(VIEWER.user()), NOON).then(new MessageSent(ID, VIEWER.user(), HI));
    }

    /** Chat that carried "position 0, paused" would stop every client. */
    @Test
    void takes_a_version_and_changes_nothing_else() {
        Party party = given(PARTY).when(say(VIEWER.user()), NOON).party();

        assertThat(party.version()).isEqualTo(PARTY.version().next());
        assertThat(party.timeline()).isEqualTo(PARTY.timeline());
        assertThat(party.participants()).isEqualTo(PARTY.participants());
        assertThat(party.phase()).isEqualTo(PARTY.phase());
    }

    @Test
    void is_refused_to_strangers_and_to_those_who_left() {
        given(PARTY).when(say(STRANGER.user()), NOON).thenRejected(new Rejection.NotParticipating());
        given(without(PARTY, VIEWER)).when(say(VIEWER.user()), NOON).thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_when_the_party_is_over() {
        given(ended(PARTY, NOON)).when(say(VIEWER.user()), NOON).thenRejected(new Rejection.AlreadyEnded());
    }

    @Test
    void is_refused_to_the_muted_and_where_the_policy_leaves_talk_to_others() {
        Policy coHostsTalk = Policy.Preset.CO_HOSTS.policy().with(Map.of(Action.CHAT, Role.CO_HOST));

        given(with(PARTY, VIEWER.withVoice(Voice.MUTED)))
                .when(say(VIEWER.user()), NOON)
                .thenRejected(new Rejection.MutedInParty());
        given(with(PARTY, coHostsTalk))
                .when(say(VIEWER.user()), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.CHAT, Role.CO_HOST));
    }

    @Test
    void is_refused_by_the_same_rule_as_typing() {
        assertThat(PARTY.refusalOfTyping(VIEWER.user())).isEmpty();
        assertThat(PARTY.refusalOfTyping(STRANGER.user())).hasValue(new Rejection.NotParticipating());
        assertThat(ended(PARTY, NOON).refusalOfTyping(VIEWER.user())).hasValue(new Rejection.AlreadyEnded());
        assertThat(with(PARTY, VIEWER.withVoice(Voice.MUTED)).refusalOfTyping(VIEWER.user()))
                .hasValue(new Rejection.MutedInParty());
    }

    private static Say say(UserId actor) {
        return new Say(actor, ID, HI);
    }
}
