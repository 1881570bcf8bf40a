package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.GuestJson;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.PublicUserJson;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.participant.DisplayName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;

/** {@code /auth}: who somebody is. */
final class AccountRoutes {

    /** A guest with what to show from now on. It prints nothing, for it holds the token. */
    record SignedIn(String token, Instant expiresAt, PublicUserJson user) {

        @Override
        public String toString() {
            return "SignedIn[hidden]";
        }
    }

    /** Whom a token speaks for. */
    record Me(PublicUserJson user) {}

    private final SignInGuest signInGuest;
    private final Guards guards;

    AccountRoutes(SignInGuest signInGuest, Guards guards) {
        this.signInGuest = signInGuest;
        this.guards = guards;
    }

    /** Where guests are not allowed, {@link #registerGuests} is left out. */
    void register(RoutesConfig routes) {
        Reading.register(routes, "/api/v1/auth/me", this::me);
    }

    void registerGuests(RoutesConfig routes) {
        routes.post("/api/v1/auth/guest", this::signInGuest);
        routes.post("/api/v1/auth/renew", this::renew);
    }

    private void me(Context context) {
        Identity identity = guards.authentication().required(context);
        Answers.ok(context, new Me(PublicUserJson.of(identity.user(), identity.profile())));
    }

    private void signInGuest(Context context) {
        DisplayName name = Bodies.read(context, Bodies.BYTES_MAX, GuestJson.class, GuestJson::toName);
        guards.rates().signInGuest(context);
        Answers.data(context, 201, signedIn(signInGuest.handle(name)));
    }

    /** Costs what signing in costs, so that a stolen token is no way to make many. */
    private void renew(Context context) {
        Identity identity = guards.authentication().required(context);
        guards.rates().signInGuest(context);
        SignInGuest.Guest guest = signInGuest
                .renew(identity)
                .orElseThrow(() -> new ProblemException(
                        Problems.forbidden("This token can only be renewed by whoever gave it to you")));
        Answers.ok(context, signedIn(guest));
    }

    private static SignedIn signedIn(SignInGuest.Guest guest) {
        Identity identity = guest.identity();
        return new SignedIn(
                guest.token().encoded(), identity.expiresAt(), PublicUserJson.of(identity.user(), identity.profile()));
    }
}
