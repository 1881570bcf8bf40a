package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.BanJson;
import dev.watchparty.adapter.web.wire.KickJson;
import dev.watchparty.adapter.web.wire.PeopleFrame;
import dev.watchparty.adapter.web.wire.Problem;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.SettingsChangeJson;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.ModerationCommand;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Rejection;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** {@code /watch-parties/{id}/settings}, {@code kick} and {@code bans}: how a party is kept in order. */
final class OrderRoutes {

    /** Who may not come back. */
    record Bans(List<BanJson> bans) {}

    private final UseCases useCases;
    private final Guards guards;
    private final Outcomes outcomes;

    OrderRoutes(UseCases useCases, Guards guards, Outcomes outcomes) {
        this.useCases = useCases;
        this.guards = guards;
        this.outcomes = outcomes;
    }

    void register(RoutesConfig routes) {
        routes.patch("/api/v1/watch-parties/{party}/settings", this::changeSettings);
        routes.post("/api/v1/watch-parties/{party}/kick", this::kick);
        Reading.register(routes, "/api/v1/watch-parties/{party}/bans", this::bans);
    }

    private void changeSettings(Context context) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        SettingsChangeJson.Wish wish =
                Bodies.read(context, Bodies.BYTES_MAX, SettingsChangeJson.class, SettingsChangeJson::toWish);
        guards.rates().changeSettings(identity);
        outcomes.answer(
                context,
                useCases.inside().changeSettings().handle(party, identity.user(), wish.password(), wish.change()),
                done -> Answers.message(context, "Settings updated successfully"),
                OrderRoutes::settingsRefusal);
    }

    private static Problem settingsRefusal(Rejection reason) {
        return reason instanceof Rejection.HostOnly
                ? Problems.forbidden("Only the host can update party settings")
                : Problems.of(reason);
    }

    private void kick(Context context) {
        Identity identity = guards.authentication().required(context);
        PartyId party = PathIds.party(context);
        PeopleFrame.Kick kick = Bodies.read(context, Bodies.BYTES_MAX, KickJson.class, KickJson::toFrame);
        guards.rates().kick(identity);
        outcomes.answer(
                context,
                useCases.commandParty()
                        .handle(party, new ModerationCommand.Remove(identity.user(), kick.user(), kick.removal())),
                done -> Answers.message(context, "Participant kicked successfully"),
                OrderRoutes::kickRefusal);
    }

    private static Problem kickRefusal(Rejection reason) {
        return reason instanceof Rejection.NotToYourself
                ? Problems.invalidRequest("Cannot kick yourself")
                : Problems.of(reason);
    }

    private void bans(Context context) {
        Identity identity = guards.authentication().required(context);
        Party party = PartyRoutes.visible(useCases.readParty().byId(PathIds.party(context), identity))
                .party();
        if (party.participants().findActive(identity.user()).isEmpty()) {
            throw new ProblemException(Problems.notParticipating());
        }
        if (!party.actionsOf(identity.user()).contains(Action.MODERATE)) {
            throw new ProblemException(Problems.of(new Rejection.ActionNotAllowed(
                    Action.MODERATE, party.settings().policy().least(Action.MODERATE))));
        }
        Answers.ok(context, new Bans(BanJson.of(party)));
    }
}
