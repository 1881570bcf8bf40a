package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.ClientFrame.Circumstances;
import dev.watchparty.adapter.web.wire.MessageJson;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.ReactJson;
import dev.watchparty.adapter.web.wire.ReactionJson;
import dev.watchparty.adapter.web.wire.SayJson;
import dev.watchparty.adapter.web.wire.TalkFrame;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.party.ReadMessages;
import dev.watchparty.application.party.ReadMessages.Result;
import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /watch-parties/{id}/messages} and {@code react}: what people say to each other. */
final class TalkRoutes {

    /** What was said. */
    record Said(List<MessageJson> messages, int count) {}

    private final UseCases useCases;
    private final Guards guards;
    private final Outcomes outcomes;

    TalkRoutes(UseCases useCases, Guards guards, Outcomes outcomes) {
        this.useCases = useCases;
        this.guards = guards;
        this.outcomes = outcomes;
    }

    void register(RoutesConfig routes) {
        Reading.register(routes, "/api/v1/watch-parties/{party}/messages", this::list);
        routes.post("/api/v1/watch-parties/{party}/messages", this::say);
        routes.delete("/api/v1/watch-parties/{party}/messages/{message}", this::delete);
        routes.post("/api/v1/watch-parties/{party}/react", this::react);
    }

    private void list(Context context) {
        PartyId party = PathIds.party(context);
        Identity reader = guards.authentication().optional(context).orElse(null);
        int limit = Queries.whole(context, "limit", 1, ReadMessages.MESSAGES_MAX, ReadMessages.MESSAGES_MAX);
        Result.Visible visible =
                visible(useCases.inside().readMessages().handle(party, reader, before(context), limit));
        List<MessageJson> messages = visible.messages().stream()
                .map(message -> MessageJson.of(visible.party(), message))
                .toList();
        Answers.ok(context, new Said(messages, messages.size()));
    }

    /** Whoever pages back by a version that is none would get the same page for ever. */
    private static @Nullable Version before(Context context) {
        String text = context.queryParam("before");
        if (text == null) return null;
        Long version = Queries.whole(text);
        if (version == null || version < 0) {
            throw new ProblemException(Problems.invalidRequest("before must be a version, a whole number from 0"));
        }
        return new Version(version);
    }

    private static Result.Visible visible(Result result) {
        if (result instanceof Result.UnknownParty) throw new ProblemException(Problems.unknownParty());
        if (result instanceof Result.NotAllowed) throw new ProblemException(Problems.unreadableParty());
        if (!(result instanceof Result.Visible visible)) throw new AssertionError(result);
        return visible;
    }

    private void say(Context context) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        TalkFrame.Chat chat = Bodies.read(context, Bodies.BYTES_MAX, SayJson.class, SayJson::toFrame);
        guards.rates().chat(identity);
        talk(context, party, identity, chat, done -> {
            RecordedEvent recorded = recall(done);
            if (!(recorded.event() instanceof MessageSent sent)) throw goneAlready();
            SpokenMessage message =
                    new SpokenMessage(recorded.version(), recorded.at(), sent.id(), sent.by(), sent.text());
            Answers.data(context, 201, MessageJson.of(done.party(), message));
        });
    }

    private void react(Context context) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        TalkFrame.Reaction reaction = Bodies.read(context, Bodies.BYTES_MAX, ReactJson.class, ReactJson::toFrame);
        guards.rates().react(identity);
        talk(context, party, identity, reaction, done -> {
            RecordedEvent recorded = recall(done);
            if (!(recorded.event() instanceof Reacted reacted)) throw goneAlready();
            Answers.data(context, 201, ReactionJson.of(done.party(), reacted, recorded.at()));
        });
    }

    private void talk(
            Context context, PartyId party, Identity identity, TalkFrame frame, Consumer<Outcome.Done> whenDone) {
        Circumstances circumstances =
                new Circumstances(useCases.inside().leads().apply(party), guards.ids());
        outcomes.answer(
                context,
                useCases.commandParty().handle(party, frame.by(identity.user(), circumstances)),
                whenDone,
                Problems::of);
    }

    /** The instant of a change is known to nobody but its history. */
    private RecordedEvent recall(Outcome.Done done) {
        return useCases.inside()
                .recallChange()
                .handle(done.party().id(), done.version())
                .orElseThrow(TalkRoutes::goneAlready);
    }

    private static ProblemException goneAlready() {
        return new ProblemException(Problems.notFound("It was said, and deleted at once"));
    }

    private void delete(Context context) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        MessageId message = new MessageId(PathIds.uuid(context, "message"));
        guards.rates().command(identity);
        outcomes.answer(
                context,
                useCases.inside().deleteMessage().handle(party, identity.user(), message, /* key= */ null),
                done -> Answers.message(context, "Message deleted successfully"),
                Problems::of);
    }
}
