package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.AnalyticsJson;
import dev.watchparty.adapter.web.wire.HistoryJson;
import dev.watchparty.adapter.web.wire.HostStatsJson;
import dev.watchparty.adapter.web.wire.ListedPartyJson;
import dev.watchparty.adapter.web.wire.MomentsJson;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.SeriesJson;
import dev.watchparty.application.party.StudyHost;
import dev.watchparty.application.party.StudyParty;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PartyCatalogue.Listing;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.statistics.PartyStatistics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to find, what there was, and how it went. */
final class OverviewRoutes {

    static final int PAGE_MAX = Integer.MAX_VALUE / 100;

    /** Parties that somebody may find, out of {@code totalCount}. */
    record Found(List<ListedPartyJson> parties, int totalCount, int limit, int offset) {}

    /** The parties where most people are. */
    record Trending(List<ListedPartyJson> parties) {}

    private final UseCases.Overviews overviews;
    private final Guards guards;

    OverviewRoutes(UseCases.Overviews overviews, Guards guards) {
        this.overviews = overviews;
        this.guards = guards;
    }

    /** To be called before routes are added that would take the last words of these addresses for a party. */
    void register(RoutesConfig routes) {
        Reading.register(routes, "/api/v1/watch-parties/public", this::listed);
        Reading.register(routes, "/api/v1/watch-parties/trending", this::trending);
        Reading.register(routes, "/api/v1/watch-parties/history", this::history);
        Reading.register(routes, "/api/v1/watch-parties/{party}/analytics", this::analytics);
        Reading.register(routes, "/api/v1/watch-parties/{party}/analytics/series", this::series);
        Reading.register(routes, "/api/v1/watch-parties/{party}/moments", this::moments);
        Reading.register(routes, "/api/v1/users/{user}/watch-party-stats", this::hostStats);
    }

    private void listed(Context context) {
        Identity reader = guards.authentication().optional(context).orElse(null);
        int limit = Queries.whole(context, "limit", 1, 100, 20);
        int offset = Queries.whole(context, "offset", 0, Integer.MAX_VALUE, 0);
        Listing listing = overviews.listParties().listed(reader, titlePart(context), offset, limit);
        Answers.ok(
                context,
                new Found(
                        ListedPartyJson.of(listing.parties(), guards.clock().instant()),
                        listing.totalCount(),
                        limit,
                        offset));
    }

    private static @Nullable Title titlePart(Context context) {
        String text = context.queryParam("q");
        if (text == null || text.isBlank()) return null;
        try {
            return new Title(text);
        } catch (IllegalArgumentException noTitle) {
            throw new ProblemException(Problems.invalidRequest("q can be no part of a title: " + noTitle.getMessage()));
        }
    }

    private void trending(Context context) {
        Identity reader = guards.authentication().optional(context).orElse(null);
        int limit = Queries.whole(context, "limit", 1, 50, 10);
        Answers.ok(
                context,
                new Trending(ListedPartyJson.of(
                        overviews.listParties().trending(reader, limit),
                        guards.clock().instant())));
    }

    private void history(Context context) {
        Identity identity = guards.authentication().required(context);
        int page = Queries.whole(context, "page", 1, PAGE_MAX, 1);
        int limit = Queries.whole(context, "limit", 1, 100, 20);
        Answers.ok(
                context,
                HistoryJson.of(
                        overviews.readHistory().handle(identity.user(), (page - 1) * limit, limit), page, limit));
    }

    private void analytics(Context context) {
        PartyId party = PathIds.party(context);
        Answers.ok(context, AnalyticsJson.of(party, statistics(context, party, "analytics")));
    }

    private void series(Context context) {
        PartyId party = PathIds.party(context);
        Answers.ok(context, SeriesJson.of(statistics(context, party, "series")));
    }

    private void moments(Context context) {
        PartyId party = PathIds.party(context);
        Identity identity = guards.authentication().required(context);
        guards.rates().study(identity, "moments");
        Answers.ok(context, MomentsJson.of(studied(overviews.studyParty().moments(party, identity.user()))));
    }

    private PartyStatistics statistics(Context context, PartyId party, String what) {
        Identity identity = guards.authentication().required(context);
        guards.rates().study(identity, what);
        return studied(overviews.studyParty().handle(party, identity.user()));
    }

    private static PartyStatistics studied(StudyParty.Result result) {
        if (result instanceof StudyParty.Result.UnknownParty) throw new ProblemException(Problems.unknownParty());
        if (result instanceof StudyParty.Result.NotAllowed) {
            throw new ProblemException(Problems.forbidden("You may not see how this watch party went"));
        }
        if (!(result instanceof StudyParty.Result.Studied studied)) throw new AssertionError(result);
        return studied.statistics();
    }

    private void hostStats(Context context) {
        Identity identity = guards.authentication().required(context);
        UserId founder = new UserId(PathIds.uuid(context, "user"));
        guards.rates().study(identity, "stats");
        StudyHost.Result result = overviews.studyHost().handle(identity.user(), founder);
        if (result instanceof StudyHost.Result.NotAllowed) {
            throw new ProblemException(Problems.forbidden("You can only view your own watch party statistics"));
        }
        if (!(result instanceof StudyHost.Result.Studied studied)) throw new AssertionError(result);
        Answers.ok(context, HostStatsJson.of(studied.hosted()));
    }
}
