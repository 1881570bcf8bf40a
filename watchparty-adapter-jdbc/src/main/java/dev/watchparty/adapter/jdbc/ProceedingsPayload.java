package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.party.Proceedings;
import dev.watchparty.domain.party.Proceedings.Ballot;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.Proceedings.Waiting;
import java.util.List;

/**
 * What is under way in a party, as two columns: suggestions have one of their own, since they can be long and change
 * seldom. What is not under way has no field.
 */
final class ProceedingsPayload {

    private ProceedingsPayload() {}

    static Payload write(Proceedings proceedings) {
        Payload payload = Payload.empty();
        if (proceedings.schedule() instanceof Schedule.At start) {
            payload.with("start", Payload.empty().with("at_ms", start.instant()).with("by", start.by()));
        }
        if (proceedings.readyCheck() instanceof ReadyCheck.Open open) {
            payload.with(
                    "ready_check",
                    Payload.empty()
                            .with("by", open.by())
                            .with("then_play", open.thenPlay())
                            .withUsers("ready", open.ready()));
        }
        Waiting waiting = proceedings.waiting();
        if (waiting.hold() instanceof Hold.Under hold) payload.with("hold", write(hold));
        if (!waiting.spent().isEmpty()) payload.withEach("spent_ms", waiting.spent(), Payload::with);
        Ballot ballot = proceedings.ballot();
        if (!ballot.skip().isEmpty()) payload.withUsers("skip", ballot.skip());
        if (!ballot.next().isEmpty()) payload.withEach("next", ballot.next(), Payload::with);
        return payload;
    }

    static Proceedings read(Payload stored, List<Payload> suggestions) {
        return new Proceedings(
                stored.has("start") ? start(stored.inner("start")) : Schedule.NONE,
                stored.has("ready_check") ? readyCheck(stored.inner("ready_check")) : ReadyCheck.NONE,
                waiting(stored),
                ballot(stored),
                suggestions.stream().map(ProceedingsPayload::suggestion).toList());
    }

    static Payload write(Hold.Under hold) {
        return Payload.empty()
                .withUsers("stalled", hold.stalled())
                .with("since_ms", hold.since())
                .with("until_ms", hold.until());
    }

    static Hold.Under hold(Payload stored) {
        return new Hold.Under(stored.users("stalled"), stored.instant("since_ms"), stored.instant("until_ms"));
    }

    static List<Payload> writeAll(List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(suggestion -> ItemPayload.write(suggestion.item()).with("by", suggestion.by()))
                .toList();
    }

    private static Suggestion suggestion(Payload stored) {
        return new Suggestion(ItemPayload.read(stored), stored.user("by"));
    }

    private static Schedule start(Payload stored) {
        return new Schedule.At(stored.instant("at_ms"), stored.user("by"));
    }

    private static ReadyCheck readyCheck(Payload stored) {
        return new ReadyCheck.Open(stored.user("by"), stored.isSo("then_play"), stored.users("ready"));
    }

    private static Waiting waiting(Payload stored) {
        if (!stored.has("hold") && !stored.has("spent_ms")) return Waiting.NONE;
        return new Waiting(
                stored.has("hold") ? hold(stored.inner("hold")) : Hold.NONE,
                stored.has("spent_ms") ? stored.each("spent_ms", Payload::duration) : Waiting.NONE.spent());
    }

    private static Ballot ballot(Payload stored) {
        return new Ballot(
                stored.has("skip") ? stored.users("skip") : Ballot.EMPTY.skip(),
                stored.has("next") ? stored.each("next", Payload::item) : Ballot.EMPTY.next());
    }
}
