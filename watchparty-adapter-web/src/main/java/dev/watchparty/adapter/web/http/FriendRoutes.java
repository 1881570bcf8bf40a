package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.AskFriendJson;
import dev.watchparty.adapter.web.wire.AskFriendJson.Named;
import dev.watchparty.adapter.web.wire.FriendProblems;
import dev.watchparty.adapter.web.wire.FriendsJson;
import dev.watchparty.adapter.web.wire.StandingJson;
import dev.watchparty.application.friend.ListFriends;
import dev.watchparty.application.friend.MakeFriends;
import dev.watchparty.application.friend.MakeFriends.Result;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.friend.FriendCommand;
import dev.watchparty.domain.friend.Standing;
import dev.watchparty.domain.participant.UserId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /friends}: whom somebody asked, was asked by, and befriended. */
final class FriendRoutes {

    private final MakeFriends makeFriends;
    private final ListFriends listFriends;
    private final Guards guards;

    FriendRoutes(MakeFriends makeFriends, ListFriends listFriends, Guards guards) {
        this.makeFriends = makeFriends;
        this.listFriends = listFriends;
        this.guards = guards;
    }

    void register(RoutesConfig routes) {
        Reading.register(routes, "/api/v1/friends", this::list);
        routes.post("/api/v1/friends", this::ask);
        routes.post("/api/v1/friends/{user}/accept", this::accept);
        routes.post("/api/v1/friends/{user}/decline", this::decline);
        routes.delete("/api/v1/friends/{user}", this::undo);
    }

    private void list(Context context) {
        Identity identity = guards.authentication().required(context);
        Answers.ok(context, FriendsJson.of(listFriends.handle(identity.user())));
    }

    private void ask(Context context) {
        Identity asker = guards.authentication().required(context);
        Named named = Bodies.read(context, Bodies.BYTES_MAX, AskFriendJson.class, AskFriendJson::toNamed);
        guards.rates().askFriend(asker);
        Result.Done done = done(ask(asker, named));
        Answers.data(context, done.isNew() ? 201 : 200, json(done));
    }

    private Result ask(Identity asker, Named named) {
        if (named instanceof Named.ById id) return makeFriends.ask(asker, id.user());
        if (named instanceof Named.ByUsername name) return makeFriends.ask(asker, name.username());
        throw new AssertionError(named);
    }

    private void accept(Context context) {
        UserId actor = actor(context);
        Answers.ok(context, json(done(makeFriends.handle(new FriendCommand.Accept(actor, other(context))))));
    }

    private void decline(Context context) {
        UserId actor = actor(context);
        done(makeFriends.handle(new FriendCommand.Decline(actor, other(context))));
        Answers.message(context, "Friend request declined");
    }

    private void undo(Context context) {
        UserId actor = actor(context);
        Result.Done done = done(makeFriends.handle(new FriendCommand.Undo(actor, other(context))));
        boolean wasFriend = done.before() instanceof Standing.Friend;
        Answers.message(context, wasFriend ? "Friend removed" : "Friend request withdrawn");
    }

    private UserId actor(Context context) {
        return guards.authentication().required(context).user();
    }

    private static UserId other(Context context) {
        return new UserId(PathIds.uuid(context, "user"));
    }

    private static StandingJson json(Result.Done done) {
        return StandingJson.of(done.other(), done.profile(), done.after());
    }

    private static Result.Done done(Result result) {
        if (result instanceof Result.Refused refused) {
            throw new ProblemException(FriendProblems.of(refused.reason()));
        }
        if (result instanceof Result.UnknownPerson) throw new ProblemException(FriendProblems.unknownPerson());
        if (result instanceof Result.SeveralPeople) throw new ProblemException(FriendProblems.severalPeople());
        if (!(result instanceof Result.Done done)) throw new AssertionError(result);
        return done;
    }
}
