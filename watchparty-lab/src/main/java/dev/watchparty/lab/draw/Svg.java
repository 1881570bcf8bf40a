package dev.watchparty.lab.draw;

import java.util.Locale;

/**
 * A picture that is written piece by piece: its title and description are read by screen readers, and its inks suit a
 * light ground and a dark one.
 */
final class Svg {

    private static final String STYLE = """
            <style>
            svg { --ground: #ffffff; --ink: #1c1e21; --faint: #6a6f76; --rule: #d8dce0; --band: #f0f2f4; --alert: #b3261e;
              --s0: #0b62c4; --s1: #b45300; --s2: #00785a; --s3: #8b3fb8; --s4: #a8205f; --s5: #5d6a00; --s6: #00708a; --s7: #6b4f2a; }
            @media (prefers-color-scheme: dark) {
              svg { --ground: #14171a; --ink: #e6e8ea; --faint: #9aa1a8; --rule: #343a40; --band: #1f2428; --alert: #ff8a80;
                --s0: #6cb0ff; --s1: #ffa657; --s2: #4fd1a5; --s3: #d2a8ff; --s4: #ff8fb8; --s5: #c9d65c; --s6: #56d4ee; --s7: #d9b48a; } }
            text { font: 13px system-ui, sans-serif; fill: var(--ink); }
            .title { font-size: 16px; font-weight: 600; }
            .faint { fill: var(--faint); }
            .ground { fill: var(--ground); }
            .band { fill: var(--band); }
            .rule { stroke: var(--rule); stroke-width: 1; }
            .goal { stroke: var(--alert); stroke-width: 1.5; stroke-dasharray: 5 4; }
            .goal-name { fill: var(--alert); }
            path { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); } .s2 { stroke: var(--s2); } .s3 { stroke: var(--s3); }
            .s4 { stroke: var(--s4); } .s5 { stroke: var(--s5); } .s6 { stroke: var(--s6); } .s7 { stroke: var(--s7); }
            .d0 { } .d1 { stroke-dasharray: 8 3; } .d2 { stroke-dasharray: 2 3; } .d3 { stroke-dasharray: 10 3 2 3; }
            </style>
            """;
    private static final int INKS = 8;
    private static final int DASHES = 4;
    private static final int KEY_WIDTH = 28;

    private final StringBuilder parts = new StringBuilder();

    Svg(int width, int height, String title, String description) {
        parts.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                .formatted(width, height));
        parts.append("aria-labelledby=\"title description\">\n");
        parts.append("<title id=\"title\">%s</title>\n".formatted(escaped(title)));
        parts.append("<desc id=\"description\">%s</desc>\n".formatted(escaped(description)));
        parts.append(STYLE);
        rectangle("ground", 0, 0, width, height);
    }

    void rectangle(String classes, double x, double y, double width, double height) {
        part("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", classes, x, y, width, height);
    }

    void line(String classes, double x1, double y1, double x2, double y2) {
        part("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", classes, x1, y1, x2, y2);
    }

    /** {@code anchor} is start, middle or end. */
    void text(String classes, double x, double y, String anchor, String text) {
        part(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                classes, x, y, anchor, escaped(text));
    }

    /** A line through points, in the ink and dash of its number. */
    void curve(int number, String points) {
        if (!points.isEmpty()) {
            part("<path class=\"s%d d%d\" d=\"%s\"/>", number % INKS, number % DASHES, points);
        }
    }

    /** A piece of such a line, for a legend. */
    void key(int number, double x, double y) {
        curve(number, point(/* isFirst= */ true, x, y) + point(/* isFirst= */ false, x + KEY_WIDTH, y));
    }

    static String point(boolean isFirst, double x, double y) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", isFirst ? "M" : "L", x, y);
    }

    @Override
    public String toString() {
        return parts + "</svg>\n";
    }

    private void part(String form, Object... values) {
        parts.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
