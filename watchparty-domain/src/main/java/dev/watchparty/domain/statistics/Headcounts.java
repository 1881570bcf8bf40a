package dev.watchparty.domain.statistics;

import dev.watchparty.domain.statistics.PartyStatistics.Headcount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many people were there over time, in at most {@value #POINTS_MAX} points: all changes, as long as there are few;
 * then the most within each of equally long spans of time, and what remained at its end. Confined to one thread.
 */
final class Headcounts {

    static final int POINTS_MAX = 500;

    /** Each span gives two points at most. */
    private static final int SPANS_MAX = POINTS_MAX / 2;

    private List<Span> spans = new ArrayList<>();
    private long widthMs = 1;

    private record Span(Headcount most, Headcount last) {

        Span and(Span later) {
            boolean isMore = later.most.count() > most.count();
            return new Span(new Headcount(most.at(), isMore ? later.most.count() : most.count()), later.last);
        }
    }

    /** So many are there since {@code at}, which is not before what was added before. */
    void add(Instant at, int count) {
        Headcount changed = new Headcount(at, count);
        append(spans, new Span(changed, changed));
        while (spans.size() > SPANS_MAX) {
            widen();
        }
    }

    private void widen() {
        widthMs *= 2;
        List<Span> wider = new ArrayList<>();
        spans.forEach(span -> append(wider, span));
        spans = wider;
    }

    private void append(List<Span> to, Span added) {
        int end = to.size() - 1;
        if (end >= 0 && number(to.get(end)) == number(added)) {
            to.set(end, to.get(end).and(added));
        } else {
            to.add(added);
        }
    }

    private long number(Span span) {
        return Math.floorDiv(span.most.at().toEpochMilli(), widthMs);
    }

    List<Headcount> points() {
        List<Headcount> points = new ArrayList<>();
        for (Span span : spans) {
            boolean isMoment = span.most.at().equals(span.last.at());
            if (!isMoment) points.add(span.most);
            if (isMoment || span.last.count() != span.most.count()) points.add(span.last);
        }
        return points;
    }
}
