package dev.watchparty.application.friend;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryFriendStore;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.friend.MakeFriends.Result;
import dev.watchparty.application.port.FriendStore.Contact;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.friend.FriendCommand.Accept;
import dev.watchparty.domain.friend.FriendCommand.Decline;
import dev.watchparty.domain.friend.FriendCommand.Undo;
import dev.watchparty.domain.friend.FriendRejection;
import dev.watchparty.domain.friend.Standing;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import dev.watchparty.domain.party.Friendship;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MakingFriendsTest {

    private static final Identity ANN = new Identity(HOST.user(), HOST.profile(), NOON.plusSeconds(3600));
    private static final UserId BO = CO_HOST.user();
    private static final UserId CLEO = VIEWER.user();

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryFriendStore store = new InMemoryFriendStore(accounts);
    private final ManualClock clock = new ManualClock(NOON);
    private final MakeFriends makeFriends = new MakeFriends(store, accounts, clock);
    private final ListFriends listFriends = new ListFriends(store);
    private final StoredFriendGraph graph = new StoredFriendGraph(store);

    @BeforeEach
    void know() {
        accounts.save(BO, CO_HOST.profile());
    }

    @Test
    void begins_with_a_request() {
        assertThat(makeFriends.ask(ANN, BO))
                .isEqualTo(
                        new Result.Done(BO, CO_HOST.profile(), Standing.STRANGER, new Standing.Asked(clock.instant())));

        assertThat(listFriends.handle(ANN.user()).outgoing())
                .containsExactly(new Contact(BO, CO_HOST.profile(), clock.instant()));
        assertThat(graph.between(ANN.user(), BO)).isEqualTo(Friendship.STRANGER);
    }

    @Test
    void makes_the_asker_known_to_who_is_asked() {
        makeFriends.ask(ANN, BO);

        assertThat(listFriends.handle(BO).incoming())
                .containsExactly(new Contact(ANN.user(), ANN.profile(), clock.instant()));
    }

    @Test
    void ends_with_a_yes() {
        makeFriends.ask(ANN, BO);
        clock.advance(Duration.ofMinutes(1));

        Result result = makeFriends.handle(new Accept(BO, ANN.user()));

        assertThat(result)
                .isEqualTo(new Result.Done(
                        ANN.user(),
                        ANN.profile(),
                        new Standing.AskedBy(NOON),
                        new Standing.Friend(NOON.plusSeconds(60))));
        assertThat(graph.between(ANN.user(), BO)).isEqualTo(Friendship.FRIEND);
        assertThat(graph.between(BO, ANN.user())).isEqualTo(Friendship.FRIEND);
        assertThat(graph.between(BO, BO)).isEqualTo(Friendship.STRANGER);
    }

    @Test
    void tells_what_is_new_from_what_was_so() {
        assertThat(((Result.Done) makeFriends.ask(ANN, BO)).isNew()).isTrue();
        assertThat(((Result.Done) makeFriends.ask(ANN, BO)).isNew()).isFalse();
    }

    @Test
    void is_over_when_one_parts() {
        makeFriends.ask(ANN, BO);
        makeFriends.handle(new Accept(BO, ANN.user()));

        makeFriends.handle(new Undo(ANN.user(), BO));

        assertThat(graph.between(ANN.user(), BO)).isEqualTo(Friendship.STRANGER);
    }

    @Test
    void answers_the_asker_after_a_decline_as_if_there_had_been_none() {
        Result.Done first = (Result.Done) makeFriends.ask(ANN, BO);
        makeFriends.handle(new Decline(BO, ANN.user()));

        assertThat(makeFriends.ask(ANN, BO))
                .isEqualTo(new Result.Done(BO, CO_HOST.profile(), first.after(), first.after()));
        assertThat(graph.between(ANN.user(), BO)).isEqualTo(Friendship.STRANGER);
    }

    @Test
    void says_why_not() {
        assertThat(makeFriends.ask(ANN, ANN.user())).isEqualTo(new Result.Refused(new FriendRejection.Oneself()));
        assertThat(makeFriends.handle(new Accept(ANN.user(), BO)))
                .isEqualTo(new Result.Refused(new FriendRejection.NoRequest()));
    }

    @Test
    void takes_a_name_that_one_person_has() {
        makeFriends.ask(ANN, CO_HOST.profile().username());

        assertThat(listFriends.handle(BO).incoming()).hasSize(1);
        assertThat(makeFriends.ask(ANN, ANN.profile().username()))
                .isEqualTo(new Result.Refused(new FriendRejection.Oneself()));
    }

    @Test
    void takes_no_name_that_several_people_have() {
        accounts.save(CLEO, CO_HOST.profile());

        assertThat(makeFriends.ask(ANN, CO_HOST.profile().username())).isEqualTo(new Result.SeveralPeople());

        assertThat(listFriends.handle(ANN.user()).outgoing()).isEmpty();
    }

    @Test
    void takes_nobody_who_was_never_here() {
        UserId nobody = new UserId(new UUID(0, 99));

        assertThat(makeFriends.ask(ANN, nobody)).isEqualTo(new Result.UnknownPerson());
        assertThat(makeFriends.ask(ANN, new Username("nobody"))).isEqualTo(new Result.UnknownPerson());
        assertThat(makeFriends.handle(new Accept(STRANGER.user(), BO))).isEqualTo(new Result.UnknownPerson());
    }
}
