package dev.watchparty.lab.draw;

import dev.watchparty.lab.measure.Distribution;
import java.util.List;

/** How much of the time people were within so many milliseconds of each other: one rising curve a phase. */
public final class SkewCurves {

    /** A phase and its skews. */
    public record Curve(String name, Distribution skew) {}

    private static final int WIDTH = 860;
    private static final int HEIGHT = 430;
    private static final int LEFT = 60;
    private static final int RIGHT = 600;
    private static final int TOP = 60;
    private static final int BOTTOM = 370;
    private static final int LEGEND = 620;
    private static final int LEGEND_STEP = 22;
    private static final double SKEW_MS_MAX = 200;
    private static final double STEP_MS = 1;
    private static final double[] GOALS_MS = {50, 150};

    private SkewCurves() {}

    public static String draw(String subtitle, List<Curve> curves) {
        Svg svg = new Svg(WIDTH, HEIGHT, "How far apart browsers play the same film", description(subtitle, curves));
        svg.text("title", LEFT, 26, "start", "How far apart browsers play the same film");
        svg.text("faint", LEFT, 46, "start", subtitle);
        axes(svg);
        for (int number = 0; number < curves.size(); number++) {
            Curve curve = curves.get(number);
            svg.curve(number, points(curve.skew()));
            double y = TOP + 10 + number * LEGEND_STEP;
            svg.key(number, LEGEND, y - 4);
            svg.text("", LEGEND + 36, y, "start", curve.name());
        }
        return svg.toString();
    }

    private static void axes(Svg svg) {
        for (int percent = 0; percent <= 100; percent += 25) {
            svg.line("rule", LEFT, y(percent / 100.0), RIGHT, y(percent / 100.0));
            svg.text("faint", LEFT - 8, y(percent / 100.0) + 4, "end", percent + " %");
        }
        for (int ms = 0; ms <= SKEW_MS_MAX; ms += 50) {
            svg.text("faint", x(ms), BOTTOM + 20, "middle", Integer.toString(ms));
        }
        svg.text(
                "faint",
                (LEFT + RIGHT) / 2.0,
                BOTTOM + 42,
                "middle",
                "skew of a pair at most, in milliseconds of film");
        for (double goalMs : GOALS_MS) {
            svg.line("goal", x(goalMs), TOP, x(goalMs), BOTTOM);
            svg.text("goal-name", x(goalMs) + 5, BOTTOM - 8, "start", "%.0f ms".formatted(goalMs));
        }
    }

    private static String points(Distribution skew) {
        if (skew.isEmpty()) return "";
        StringBuilder points = new StringBuilder();
        for (double ms = 0; ms <= SKEW_MS_MAX; ms += STEP_MS) {
            points.append(Svg.point(points.isEmpty(), x(ms), y(skew.shareUpTo(ms))));
        }
        return points.toString();
    }

    private static double x(double ms) {
        return LEFT + (RIGHT - LEFT) * ms / SKEW_MS_MAX;
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    private static String description(String subtitle, List<Curve> curves) {
        StringBuilder text = new StringBuilder(subtitle).append(". The 95th percentile of pairwise skew:");
        for (Curve curve : curves) {
            text.append(" %s %.0f ms;".formatted(curve.name(), curve.skew().percentile(95)));
        }
        return text.substring(0, text.length() - 1) + ".";
    }
}
