package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;

import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.ChatCommand.DeleteMessage;
import dev.watchparty.domain.party.ChatCommand.DeleteUnknownMessage;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.playback.Position;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeletingMessagesTest {

    private static final MessageId ID = new MessageId(new UUID(5, 5));
    private static final Party PARTY = playingFrom(Position.START);

    @Test
    void is_for_the_author() {
        given(PARTY)
                .when(new DeleteMessage(VIEWER.user(), ID, VIEWER.user()), NOON)
                .then(new MessageDeleted(ID, VIEWER.user()));
    }

    @Test
    void is_for_those_who_lead_where_somebody_of_a_lower_role_wrote_it() {
        for (UserId author : List.of(HOST.user(), CO_HOST.user(), VIEWER.user(), STRANGER.user())) {
            given(PARTY)
                    .when(new DeleteMessage(HOST.user(), ID, author), NOON)
                    .then(new MessageDeleted(ID, HOST.user()));
        }
        for (UserId author : List.of(CO_HOST.user(), VIEWER.user(), STRANGER.user())) {
            given(PARTY)
                    .when(new DeleteMessage(CO_HOST.user(), ID, author), NOON)
                    .then(new MessageDeleted(ID, CO_HOST.user()));
        }
    }

    @Test
    void is_refused_to_co_hosts_where_the_host_or_another_co_host_wrote_it() {
        Participant other = guest(1).withRole(Role.CO_HOST);

        for (Participant author : List.of(HOST, other)) {
            given(with(PARTY, other))
                    .when(new DeleteMessage(CO_HOST.user(), ID, author.user()), NOON)
                    .thenRejected(new Rejection.RankTooHigh());
        }
    }

    /** Whatever the policy says of moderating. */
    @Test
    void is_refused_to_other_viewers_who_are_told_that_co_hosts_may() {
        given(PARTY)
                .when(new DeleteMessage(VIEWER.user(), ID, HOST.user()), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.MODERATE, Role.CO_HOST));
    }

    @Test
    void is_possible_when_one_is_muted_or_the_party_is_over() {
        given(with(PARTY, VIEWER.withVoice(Voice.MUTED)))
                .when(new DeleteMessage(VIEWER.user(), ID, VIEWER.user()), NOON)
                .then(new MessageDeleted(ID, VIEWER.user()));
        given(ended(PARTY, NOON))
                .when(new DeleteMessage(VIEWER.user(), ID, VIEWER.user()), NOON)
                .then(new MessageDeleted(ID, VIEWER.user()));
    }

    @Test
    void is_refused_to_those_who_are_not_in_the_party_authors_or_not() {
        given(without(PARTY, VIEWER))
                .when(new DeleteMessage(VIEWER.user(), ID, VIEWER.user()), NOON)
                .thenRejected(new Rejection.NotParticipating());
        given(PARTY)
                .when(new DeleteMessage(STRANGER.user(), ID, STRANGER.user()), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void of_what_nobody_said_is_told_to_members() {
        given(PARTY)
                .when(new DeleteUnknownMessage(VIEWER.user(), ID), NOON)
                .thenRejected(new Rejection.NoSuchMessage());
        given(PARTY)
                .when(new DeleteUnknownMessage(STRANGER.user(), ID), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }
}
