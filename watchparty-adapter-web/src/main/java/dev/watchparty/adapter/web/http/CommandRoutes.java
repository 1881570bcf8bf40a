package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.ClientFrame;
import dev.watchparty.adapter.web.wire.ClientFrame.Asked;
import dev.watchparty.adapter.web.wire.ClientFrame.Circumstances;
import dev.watchparty.adapter.web.wire.CommandJson;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.TalkFrame;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code /watch-parties/{id}/commands}: whatever a socket takes that needs no connection. */
final class CommandRoutes {

    /** A command is done and durable. */
    record Done(long version) {}

    private final UseCases useCases;
    private final Guards guards;
    private final Outcomes outcomes;

    CommandRoutes(UseCases useCases, Guards guards, Outcomes outcomes) {
        this.useCases = useCases;
        this.guards = guards;
        this.outcomes = outcomes;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/watch-parties/{party}/commands", this::command);
    }

    private void command(Context context) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        ClientFrame.Named frame = CommandJson.readCommand(Bodies.text(context, Bodies.BYTES_MAX), party);
        take(identity, frame);
        outcomes.answer(
                context,
                handle(party, identity, frame),
                done -> Answers.ok(context, new Done(done.version().value())),
                Problems::of);
    }

    private void take(Identity identity, ClientFrame.Named frame) {
        if (frame instanceof TalkFrame.Chat) {
            guards.rates().chat(identity);
        } else if (frame instanceof TalkFrame.Reaction) {
            guards.rates().react(identity);
        } else {
            guards.rates().command(identity);
        }
    }

    private CompletableFuture<Outcome> handle(PartyId party, Identity identity, ClientFrame.Named frame) {
        CommandKey key = key(identity, frame.commandId());
        if (frame instanceof ClientFrame.DeleteMessage delete) {
            return useCases.inside().deleteMessage().handle(party, identity.user(), delete.message(), key);
        }
        if (!(frame instanceof Asked asked)) throw new AssertionError(frame);
        Circumstances circumstances =
                new Circumstances(useCases.inside().leads().apply(party), guards.ids());
        PartyCommand command = asked.by(identity.user(), circumstances);
        return key == null
                ? useCases.commandParty().handle(party, command)
                : useCases.commandParty().handle(party, command, key);
    }

    private static @Nullable CommandKey key(Identity identity, @Nullable CommandId id) {
        return id == null ? null : new CommandKey(identity.user(), id);
    }
}
