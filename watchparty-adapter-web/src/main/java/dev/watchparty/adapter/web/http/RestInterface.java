package dev.watchparty.adapter.web.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.concurrent.Executor;

/** All routes that speak HTTP, with what surrounds them. */
public final class RestInterface {

    private final UseCases useCases;
    private final Guards guards;
    private final InviteLinks links;
    private final Observability observability;
    private final Guests guests;

    public RestInterface(
            UseCases useCases, Guards guards, InviteLinks links, Observability observability, Guests guests) {
        this.useCases = useCases;
        this.guards = guards;
        this.links = links;
        this.observability = observability;
        this.guests = guests;
    }

    /**
     * Adds the routes to an engine that is being configured.
     *
     * @param threads may wait for slow clients
     */
    public void register(JavalinConfig config, Executor threads) {
        Cors cors = new Cors(guards.origins());
        config.routes.before("/api/*", cors::handle);
        config.routes.before("/api/*", this::offerCsrfToken);
        Failures.register(config);
        Outcomes outcomes = new Outcomes(threads);
        new OverviewRoutes(useCases.overviews(), guards).register(config.routes); // The first that fits is taken.
        new PartyRoutes(useCases, guards, links, outcomes).register(config.routes);
        new CommandRoutes(useCases, guards, outcomes).register(config.routes);
        new TalkRoutes(useCases, guards, outcomes).register(config.routes);
        new OrderRoutes(useCases, guards, outcomes).register(config.routes);
        new PersonalRoutes(useCases.personal(), guards).register(config.routes);
        new PlaylistRoutes(useCases.editPlaylists(), guards).register(config.routes);
        new FriendRoutes(useCases.makeFriends(), useCases.listFriends(), guards).register(config.routes);
        AccountRoutes accounts = new AccountRoutes(useCases.signInGuest(), guards);
        accounts.register(config.routes);
        if (guests == Guests.WELCOME) accounts.registerGuests(config.routes);
        new HealthRoutes(observability).register(config.routes);
        config.resourceHandler(new Pages());
        RequestMeters meters = new RequestMeters(observability.meters());
        config.requestLogger.http(meters::record);
        config.requestLogger.ws(sockets -> sockets.onUpgrade(meters::record));
    }

    private void offerCsrfToken(Context context) {
        if (context.method().equals(HandlerType.GET)) guards.csrf().offer(context);
    }
}
