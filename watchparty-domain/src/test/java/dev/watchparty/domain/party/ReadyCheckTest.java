package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.ReadyAnswered;
import dev.watchparty.domain.party.PartyEvent.ReadyAsked;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckCancelled;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckPassed;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.StartCommand.AnswerReady;
import dev.watchparty.domain.party.StartCommand.AskReady;
import dev.watchparty.domain.party.StartCommand.CancelReadyCheck;
import dev.watchparty.domain.party.StartCommand.PassReadyCheck;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadyCheckTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Party PARTY = pausedAt(MINUTE_ONE);
    private static final Party ASKED = asked(/* thenPlay= */ true, HOST.user(), CO_HOST.user());
    private static final Played START =
            new Played(HOST.user(), new Timeline.Playing(MINUTE_ONE, NOON.plus(LEAD), Rate.NORMAL));

    @Test
    void asks_everybody_and_knows_who_asks() {
        Party party = given(PARTY)
                .when(new AskReady(CO_HOST.user(), /* thenPlay= */ true), NOON)
                .then(new ReadyAsked(CO_HOST.user(), /* thenPlay= */ true))
                .party();

        assertThat(party.proceedings().readyCheck())
                .isEqualTo(new ReadyCheck.Open(CO_HOST.user(), /* thenPlay= */ true, Set.of(CO_HOST.user())));
        given(party)
                .when(new AskReady(HOST.user(), /* thenPlay= */ false), NOON)
                .then();
    }

    @Test
    void waits_for_the_last() {
        given(asked(/* thenPlay= */ true, HOST.user()))
                .when(new AnswerReady(CO_HOST.user(), /* isReady= */ true, LEAD), NOON)
                .then(new ReadyAnswered(CO_HOST.user(), /* isReady= */ true));
    }

    @Test
    void starts_the_film_when_all_are_ready() {
        Party party = given(ASKED)
                .when(new AnswerReady(VIEWER.user(), /* isReady= */ true, LEAD), NOON)
                .then(new ReadyAnswered(VIEWER.user(), /* isReady= */ true), new ReadyCheckPassed(), START)
                .party();

        assertThat(party.proceedings()).isEqualTo(Proceedings.NONE);
    }

    @Test
    void starts_nothing_where_that_was_not_wanted_or_the_film_plays() {
        AnswerReady last = new AnswerReady(VIEWER.user(), /* isReady= */ true, LEAD);
        PartyEvent[] passed = {new ReadyAnswered(VIEWER.user(), /* isReady= */ true), new ReadyCheckPassed()};

        given(asked(/* thenPlay= */ false, HOST.user(), CO_HOST.user()))
                .when(last, NOON)
                .then(passed);
        given(with(ASKED, PARTY.timeline().play(MINUTE_ONE, NOON)))
                .when(last, NOON)
                .then(passed);
    }

    @Test
    void does_not_wait_for_those_who_are_away() {
        given(away(asked(/* thenPlay= */ true, HOST.user()), CO_HOST))
                .when(new AnswerReady(VIEWER.user(), /* isReady= */ true, LEAD), NOON)
                .then(new ReadyAnswered(VIEWER.user(), /* isReady= */ true), new ReadyCheckPassed(), START);
    }

    /** The last one may go instead of answering; whoever answers again need not wait for the server. */
    @Test
    void passes_at_an_old_answer_after_others_went() {
        given(without(ASKED, VIEWER))
                .when(new AnswerReady(CO_HOST.user(), /* isReady= */ true, LEAD), NOON)
                .then(new ReadyCheckPassed(), START);
    }

    @Test
    void passes_by_itself_when_the_last_one_went_instead_of_answering() {
        given(away(ASKED, VIEWER)).when(new PassReadyCheck(LEAD), NOON).then(new ReadyCheckPassed(), START);
        given(without(ASKED, VIEWER)).when(new PassReadyCheck(LEAD), NOON).then(new ReadyCheckPassed(), START);
        given(without(asked(/* thenPlay= */ false, HOST.user(), CO_HOST.user()), VIEWER))
                .when(new PassReadyCheck(LEAD), NOON)
                .then(new ReadyCheckPassed());
    }

    @Test
    void does_not_pass_by_itself_while_somebody_has_to_answer_or_nobody_could() {
        given(ASKED).when(new PassReadyCheck(LEAD), NOON).then();
        given(PARTY).when(new PassReadyCheck(LEAD), NOON).then();
        given(away(away(away(ASKED, HOST), CO_HOST), VIEWER))
                .when(new PassReadyCheck(LEAD), NOON)
                .then();
    }

    @Test
    void lets_people_change_their_minds() {
        Party party = given(ASKED)
                .when(new AnswerReady(CO_HOST.user(), /* isReady= */ false, LEAD), NOON)
                .then(new ReadyAnswered(CO_HOST.user(), /* isReady= */ false))
                .party();

        given(party)
                .when(new AnswerReady(VIEWER.user(), /* isReady= */ true, LEAD), NOON)
                .then(new ReadyAnswered(VIEWER.user(), /* isReady= */ true));
        given(party)
                .when(new AnswerReady(CO_HOST.user(), /* isReady= */ false, LEAD), NOON)
                .then();
    }

    @Test
    void hears_nothing_when_nobody_asked() {
        given(PARTY)
                .when(new AnswerReady(VIEWER.user(), /* isReady= */ true, LEAD), NOON)
                .then();
    }

    @Test
    void may_be_cancelled() {
        Party party = given(ASKED)
                .when(new CancelReadyCheck(CO_HOST.user()), NOON)
                .then(new ReadyCheckCancelled(CO_HOST.user()))
                .party();

        assertThat(party.proceedings().readyCheck()).isEqualTo(ReadyCheck.NONE);
        given(party).when(new CancelReadyCheck(HOST.user()), NOON).then();
    }

    private static Party asked(boolean thenPlay, UserId... ready) {
        return with(PARTY, Proceedings.NONE.with(new ReadyCheck.Open(HOST.user(), thenPlay, Set.of(ready))));
    }
}
