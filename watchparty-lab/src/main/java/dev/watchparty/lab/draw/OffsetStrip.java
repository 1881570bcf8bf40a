package dev.watchparty.lab.draw;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** How far each browser is ahead of the middle of all, over the whole time. */
public final class OffsetStrip {

    /** A browser, and how far it is ahead at an instant; nothing where it is not to be seen. */
    public record Strand(String name, DoubleFunction<OptionalDouble> aheadAtMs) {}

    /** A stretch of the time with a name. */
    public record Chapter(String name, double fromMs, double toMs) {}

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 980;
    private static final int TOP = 90;
    private static final int BOTTOM = 310;
    private static final int LEGEND_STEP = 150;
    private static final double AHEAD_MS_MAX = 150;
    private static final double GOAL_MS = 50;
    private static final int POINTS = 1_800;
    private static final double MS_PER_MINUTE = 60_000;

    private OffsetStrip() {}

    public static String draw(String subtitle, List<Strand> strands, List<Chapter> chapters) {
        double fromMs = chapters.stream().mapToDouble(Chapter::fromMs).min().orElse(0);
        double toMs = chapters.stream().mapToDouble(Chapter::toMs).max().orElse(fromMs + 1);
        String title = "Each browser's distance from the middle of all";
        Svg svg = new Svg(WIDTH, HEIGHT, title, subtitle + ". Chapters in order: " + names(chapters) + ".");
        svg.text("title", LEFT, 26, "start", title);
        svg.text("faint", LEFT, 46, "start", subtitle);
        Scale scale = new Scale(fromMs, toMs);
        bands(svg, scale, chapters);
        axes(svg, scale);
        for (int number = 0; number < strands.size(); number++) {
            svg.curve(number, points(strands.get(number), scale));
            double x = LEFT + number * LEGEND_STEP;
            svg.key(number, x, 64);
            svg.text("", x + 36, 68, "start", strands.get(number).name());
        }
        return svg.toString();
    }

    /** From time and distance to the picture. */
    private record Scale(double fromMs, double toMs) {

        double x(double instantMs) {
            return LEFT + (RIGHT - LEFT) * (instantMs - fromMs) / (toMs - fromMs);
        }

        static double y(double aheadMs) {
            double shown = Math.max(-AHEAD_MS_MAX, Math.min(AHEAD_MS_MAX, aheadMs));
            return (TOP + BOTTOM) / 2.0 - (BOTTOM - TOP) / 2.0 * shown / AHEAD_MS_MAX;
        }
    }

    private static void bands(Svg svg, Scale scale, List<Chapter> chapters) {
        for (int number = 0; number < chapters.size(); number++) {
            Chapter chapter = chapters.get(number);
            double x = scale.x(chapter.fromMs());
            double width = scale.x(chapter.toMs()) - x;
            if (number % 2 == 0) {
                svg.rectangle("band", x, TOP, width, BOTTOM - TOP);
            }
            svg.text("faint", x + width / 2, TOP - 6, "middle", chapter.name());
        }
    }

    private static void axes(Svg svg, Scale scale) {
        for (double aheadMs = -AHEAD_MS_MAX; aheadMs <= AHEAD_MS_MAX; aheadMs += GOAL_MS) {
            svg.line("rule", LEFT, Scale.y(aheadMs), RIGHT, Scale.y(aheadMs));
            svg.text("faint", LEFT - 8, Scale.y(aheadMs) + 4, "end", "%+.0f".formatted(aheadMs));
        }
        double minutes = (scale.toMs() - scale.fromMs()) / MS_PER_MINUTE;
        int step = (int) Math.max(1, Math.ceil(minutes / 12));
        for (int minute = 0; minute <= minutes; minute += step) {
            svg.text("faint", scale.x(scale.fromMs() + minute * MS_PER_MINUTE), BOTTOM + 20, "middle", minute + " min");
        }
        svg.text("faint", (LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", "milliseconds of film ahead (+) and behind (-)");
    }

    private static String points(Strand strand, Scale scale) {
        StringBuilder points = new StringBuilder();
        boolean isBroken = true;
        for (int step = 0; step <= POINTS; step++) {
            double instantMs = scale.fromMs() + (scale.toMs() - scale.fromMs()) * step / POINTS;
            OptionalDouble ahead = strand.aheadAtMs().apply(instantMs);
            if (ahead.isPresent()) {
                points.append(Svg.point(isBroken, scale.x(instantMs), Scale.y(ahead.getAsDouble())));
            }
            isBroken = ahead.isEmpty();
        }
        return points.toString();
    }

    private static String names(List<Chapter> chapters) {
        return String.join(", ", chapters.stream().map(Chapter::name).toList());
    }
}
