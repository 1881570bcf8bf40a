package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.Words;
import dev.watchparty.domain.party.PartyId;
import io.javalin.http.Context;
import java.util.UUID;

/** Ids that stand in a request's path. */
final class PathIds {

    private PathIds() {}

    /** @throws ProblemException if it is malformed */
    static UUID uuid(Context context, String name) {
        try {
            return Words.uuid("the id of the " + name, context.pathParam(name));
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problems.invalidRequest(String.valueOf(malformed.getMessage())));
        }
    }

    /** The party that the path names by its id. */
    static PartyId party(Context context) {
        return new PartyId(uuid(context, "party"));
    }
}
