package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.ExportJson;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.account.ErasePersonalData;
import dev.watchparty.application.port.Identity;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /users/me}: what is kept of whoever asks. */
final class PersonalRoutes {

    private final UseCases.Personal personal;
    private final Guards guards;

    PersonalRoutes(UseCases.Personal personal, Guards guards) {
        this.personal = personal;
        this.guards = guards;
    }

    void register(RoutesConfig routes) {
        Reading.register(routes, "/api/v1/users/me/export", this::export);
        routes.delete("/api/v1/users/me", this::erase);
    }

    private void export(Context context) {
        Identity identity = guards.authentication().required(context);
        guards.rates().study(identity, "export");
        Answers.ok(context, ExportJson.of(personal.export().handle(identity.user())));
    }

    private void erase(Context context) {
        Identity identity = guards.authentication().required(context);
        guards.rates().command(identity);
        if (personal.erase().handle(identity.user()) == ErasePersonalData.Result.UNFINISHED) {
            throw new ProblemException(Problems.unavailable("Not everything could be erased yet, ask again"));
        }
        Answers.message(context, "Personal data erased successfully");
    }
}
