package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.CreatePartyJson;
import dev.watchparty.adapter.web.wire.JoinPartyJson;
import dev.watchparty.adapter.web.wire.ParticipantJson;
import dev.watchparty.adapter.web.wire.PartyJson;
import dev.watchparty.adapter.web.wire.PartyJson.InviteCodeIs;
import dev.watchparty.adapter.web.wire.Problem;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Password;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Rejection;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /watch-parties}: making a party, coming in, looking, leaving, ending it. */
final class PartyRoutes {

    private static final String NOT_FOUND_OR_ENDED = "Watch party not found or has ended";

    /** A new party, and how to invite people to it. */
    record Created(UUID id, String inviteCode, String inviteUrl, PartyJson party) {}

    /** The party somebody came into. */
    record Joined(PartyJson party, String inviteUrl) {}

    /** Who is in a party. */
    record Present(List<ParticipantJson> participants, int count) {}

    private final UseCases useCases;
    private final Guards guards;
    private final InviteLinks links;
    private final Outcomes outcomes;
    private final InstantSource clock;

    PartyRoutes(UseCases useCases, Guards guards, InviteLinks links, Outcomes outcomes) {
        this.useCases = useCases;
        this.guards = guards;
        this.links = links;
        this.outcomes = outcomes;
        this.clock = guards.clock();
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/watch-parties", this::create);
        routes.post("/api/v1/watch-parties/{code}/join", this::join);
        Reading.register(routes, "/api/v1/watch-parties/{party}", this::show);
        Reading.register(routes, "/api/v1/watch-parties/{party}/participants", this::participants);
        routes.delete("/api/v1/watch-parties/{party}/leave", this::leave);
        routes.post("/api/v1/watch-parties/{party}/end", this::end);
        Reading.register(routes, "/api/v1/watch-parties/{party}/ws", PartyRoutes::refusePlainRequest);
    }

    private void create(Context context) {
        Identity identity = guards.authentication().required(context);
        CreateParty.Wish wish = Bodies.read(context, Bodies.BYTES_MAX, CreatePartyJson.class, CreatePartyJson::toWish);
        guards.rates().create(context, identity); // Not sooner: a slip of the pen makes no party.

        CreateParty.Result result = useCases.createParty().handle(identity, wish);

        if (result instanceof CreateParty.Result.UnknownPlaylist) {
            throw new ProblemException(Problems.notFound("Playlist not found"));
        }
        if (result instanceof CreateParty.Result.PlaylistNotAllowed) {
            throw new ProblemException(Problems.forbidden("This playlist is private"));
        }
        if (!(result instanceof CreateParty.Result.Created created)) throw new AssertionError(result);
        Party party = created.party();
        Answers.data(
                context,
                201,
                new Created(
                        party.id().value(),
                        party.inviteCode().value(),
                        links.to(party.inviteCode(), context),
                        PartyJson.of(party, InviteCodeIs.TOLD, clock.instant())));
    }

    private void join(Context context) {
        Identity identity = guards.authentication().required(context);
        if (!isIn(context, identity)) {
            guards.rates().join(context, identity);
            guards.rates().beforeGuess(context, identity);
        }
        Optional<Password> password =
                Bodies.read(context, Bodies.BYTES_MAX, JoinPartyJson.class, JoinPartyJson::toPassword);
        JoinParty.Result result = findToJoin(context, identity, password.orElse(null));
        outcomes.answer(
                context,
                result.outcome(),
                done -> joined(context, done),
                reason -> joinRefusal(reason, context, identity));
    }

    /** Whoever is in the party joins as often as they load the page, and guesses nothing by it. */
    private boolean isIn(Context context, Identity identity) {
        String code = context.pathParam("code");
        return InviteCode.isCode(code) && useCases.joinParty().isIn(identity, new InviteCode(code));
    }

    private JoinParty.Result findToJoin(Context context, Identity identity, @Nullable Password password) {
        String code = context.pathParam("code");
        Optional<JoinParty.Result> found = InviteCode.isCode(code)
                ? useCases.joinParty().handle(identity, new InviteCode(code), password)
                : Optional.empty();
        if (found.isPresent()) return found.get();
        guards.rates().afterWrongGuess(context, identity);
        throw new ProblemException(Problems.notFound(NOT_FOUND_OR_ENDED));
    }

    private void joined(Context context, Outcome.Done done) {
        ReadParty.Result.Visible visible = useCases.readParty().afterJoining(done.party());
        Answers.ok(context, new Joined(json(visible), links.to(done.party().inviteCode(), context)));
    }

    private Problem joinRefusal(Rejection reason, Context context, Identity identity) {
        if (reason instanceof Rejection.InvalidPassword) guards.rates().afterWrongGuess(context, identity);
        return reason instanceof Rejection.AlreadyEnded ? Problems.notFound(NOT_FOUND_OR_ENDED) : Problems.of(reason);
    }

    private void show(Context context) {
        Answers.ok(context, json(read(context)));
    }

    private void participants(Context context) {
        ReadParty.Result.Visible visible = visible(useCases.readParty().byId(PathIds.party(context), reader(context)));
        List<ParticipantJson> active = ParticipantJson.active(visible.party(), visible.statuses());
        Answers.ok(context, new Present(active, active.size()));
    }

    private void leave(Context context) {
        // Whoever is not in the party finds nothing there that could be left.
        command(
                context,
                identity -> new Leave(identity.user()),
                done -> Answers.message(context, "Successfully left watch party"),
                reason -> reason instanceof Rejection.NotParticipating
                        ? Problems.notFound(Problems.message(reason))
                        : Problems.of(reason));
    }

    private void end(Context context) {
        command(
                context,
                identity -> new End(identity.user()),
                done -> Answers.message(context, "Watch party ended successfully"),
                Problems::of);
    }

    private void command(
            Context context,
            Function<Identity, PartyCommand> command,
            Consumer<Outcome.Done> whenDone,
            Function<Rejection, Problem> whenRefused) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        outcomes.answer(context, useCases.commandParty().handle(party, command.apply(identity)), whenDone, whenRefused);
    }

    private ReadParty.Result.Visible read(Context context) {
        String name = context.pathParam("party");
        // Whatever is as long as a code is meant as one; what no code can be leads nowhere.
        if (name.length() != InviteCode.LENGTH) {
            return visible(useCases.readParty().byId(PathIds.party(context), reader(context)));
        }
        Identity reader = reader(context);
        guards.rates().beforeGuess(context, reader);
        ReadParty.Result result = InviteCode.isCode(name)
                ? useCases.readParty().byCode(new InviteCode(name), reader)
                : new ReadParty.Result.UnknownParty();
        if (result instanceof ReadParty.Result.UnknownParty) guards.rates().afterWrongGuess(context, reader);
        return visible(result);
    }

    static ReadParty.Result.Visible visible(ReadParty.Result result) {
        if (result instanceof ReadParty.Result.UnknownParty) {
            throw new ProblemException(Problems.unknownParty());
        }
        if (result instanceof ReadParty.Result.NotAllowed) {
            throw new ProblemException(Problems.unreadableParty());
        }
        if (!(result instanceof ReadParty.Result.Visible visible)) throw new AssertionError(result);
        return visible;
    }

    private PartyJson json(ReadParty.Result.Visible visible) {
        return PartyJson.withParticipants(
                visible.party(),
                visible.statuses(),
                visible.isCodeTold() ? InviteCodeIs.TOLD : InviteCodeIs.WITHHELD,
                clock.instant());
    }

    private @Nullable Identity reader(Context context) {
        return guards.authentication().optional(context).orElse(null);
    }

    private static void refusePlainRequest(Context context) {
        throw new ProblemException(Problems.invalidRequest("This address is for WebSockets"));
    }
}
