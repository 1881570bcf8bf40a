package dev.watchparty.application.party;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.domain.party.PartyId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The turns of all parties that have commands waiting. A round takes every party that waits, has each decide its batch,
 * and stores what was decided in one transaction: the more is asked at once, the less each command costs. One round
 * follows the other, and begins when what was to be told by then is told: whoever answers that is in it.
 *
 * <p>A round waits for no party. One whose batch cannot be decided on what is known here, or whose step was not stored
 * with the others, leaves the round, and goes on by itself. Safe for many threads; never blocks whoever calls for a
 * turn.
 */
final class Rounds {

    /** More parties than this would make the first wait long for the last. */
    static final int PARTIES_MAX = 64;

    private final Workplace workplace;
    private final PartyStore parties;

    @GuardedBy("this")
    private final ArrayDeque<PartyDesk> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean isUnderWay;

    Rounds(Workplace workplace, PartyStore parties) {
        this.workplace = workplace;
        this.parties = parties;
    }

    /** Gives {@code desk} a turn in one of the next rounds. */
    void add(PartyDesk desk) {
        synchronized (this) {
            waiting.add(desk);
            if (isUnderWay) return;
            isUnderWay = true;
        }
        begin();
    }

    private void begin() {
        workplace.tellers().execute(() -> workplace.clerk().execute(this::workOnce));
    }

    private void workOnce() {
        try {
            carryOut(next());
        } finally {
            if (hasMore()) begin();
        }
    }

    private synchronized List<PartyDesk> next() {
        List<PartyDesk> desks = new ArrayList<>(Math.min(PARTIES_MAX, waiting.size()));
        while (desks.size() < PARTIES_MAX && !waiting.isEmpty()) {
            desks.add(waiting.remove());
        }
        return desks;
    }

    private synchronized boolean hasMore() {
        isUnderWay = !waiting.isEmpty();
        return isUnderWay;
    }

    private void carryOut(List<PartyDesk> desks) {
        Map<PartyDesk, Append> steps = new LinkedHashMap<>();
        for (PartyDesk desk : desks) {
            desk.open().ifPresentOrElse(step -> steps.put(desk, step), () -> leave(desk));
        }
        if (!steps.isEmpty()) store(steps);
    }

    private void store(Map<PartyDesk, Append> steps) {
        Set<PartyId> stored;
        try {
            stored = parties.appendTogether(List.copyOf(steps.values()));
        } catch (RuntimeException | Error failure) {
            steps.keySet().forEach(desk -> end(desk, () -> desk.fail(failure)));
            return;
        }
        for (PartyDesk desk : steps.keySet()) {
            if (stored.contains(desk.id())) {
                end(desk, desk::stored);
            } else {
                leave(desk);
            }
        }
    }

    /** The turn of {@code desk} ends, come what may; a mistake must not be that of others in the same round. */
    private static void end(PartyDesk desk, Runnable last) {
        try {
            last.run();
        } catch (RuntimeException | Error mistake) {
            desk.fail(mistake);
        } finally {
            desk.endTurn();
        }
    }

    private void leave(PartyDesk desk) {
        workplace.workers().execute(() -> end(desk, () -> goOnAlone(desk)));
    }

    private void goOnAlone(PartyDesk desk) {
        Optional<Append> step = desk.reopen();
        while (step.isPresent()) {
            step = desk.goOn(parties.append(step.get()));
        }
    }
}
