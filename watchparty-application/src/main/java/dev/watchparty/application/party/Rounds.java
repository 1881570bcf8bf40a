package dev.watchparty.application.party;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.PartyStore.AppendResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The turns of all parties that have commands waiting. A round takes every party that waits, has each decide its batch,
 * and stores what was decided in one transaction: the more is asked at once, the less each command costs. While one
 * round waits for the disk, another may begin; a party is in one round at a time. Safe for many threads; never blocks
 * whoever calls for a turn.
 */
final class Rounds {

    /** More parties than this would make the first wait long for the last. */
    static final int PARTIES_MAX = 64;

    /** Rounds under way at once: one decides while the other one's transaction is written to the disk. */
    static final int UNDER_WAY_MAX = 2;

    private final Executor workers;
    private final PartyStore parties;

    @GuardedBy("this")
    private final ArrayDeque<PartyDesk> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private int underWay;

    Rounds(Executor workers, PartyStore parties) {
        this.workers = workers;
        this.parties = parties;
    }

    /** Gives {@code desk} a turn in one of the next rounds. */
    void add(PartyDesk desk) {
        synchronized (this) {
            waiting.add(desk);
            if (underWay == UNDER_WAY_MAX) return;
            underWay++;
        }
        workers.execute(this::workOnce);
    }

    private void workOnce() {
        List<PartyDesk> desks = next();
        try {
            carryOut(desks);
        } finally {
            desks.forEach(PartyDesk::endTurn);
            if (hasMore()) workers.execute(this::workOnce);
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
        if (!waiting.isEmpty()) return true;
        underWay--;
        return false;
    }

    private void carryOut(List<PartyDesk> desks) {
        Map<PartyDesk, Append> steps = new LinkedHashMap<>();
        desks.forEach(desk -> desk.open().ifPresent(step -> steps.put(desk, step)));
        for (Map<PartyDesk, Append> rest = steps; !rest.isEmpty(); ) {
            rest = store(rest);
        }
    }

    /** Stores {@code steps}; the answer is what is to be stored instead of those that others were faster than. */
    private Map<PartyDesk, Append> store(Map<PartyDesk, Append> steps) {
        List<AppendResult> results;
        try {
            results = parties.appendAll(List.copyOf(steps.values()));
        } catch (RuntimeException | Error failure) {
            steps.keySet().forEach(desk -> desk.fail(failure));
            return Map.of();
        }
        Map<PartyDesk, Append> rest = new LinkedHashMap<>();
        Iterator<AppendResult> result = results.iterator();
        steps.keySet().forEach(desk -> desk.goOn(result.next()).ifPresent(step -> rest.put(desk, step)));
        return rest;
    }
}
