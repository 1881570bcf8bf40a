// Two small charts in SVG. What they show is in a table as well, for those who do not see them.

import { make, makeSvg } from "./dom.js";
import { barWords, emojiWords, ticksOf } from "./statistics.js";
import { clockOf, dateOf, numberOf, t } from "./words.js";

const SIZE = { width: 720, height: 240 };
const EDGE = { left: 36, right: 12, top: 28, bottom: 28 };
const INNER = { width: SIZE.width - EDGE.left - EDGE.right, height: SIZE.height - EDGE.top - EDGE.bottom };
const TIME_TICKS = 4;
const ROWS_TOLD_MAX = 200;
const SECONDS_MATTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** People over time, as stepsOf() shapes it. */
export function peopleChart({ points, fromMs, toMs, most }) {
  if (points.length === 0) {
    return [make("p", { class: "empty" }, t("statistics.nobody"))];
  }
  const ticks = ticksOf(most);
  const spanMs = Math.max(1, toMs - fromMs);
  const x = (ms) => EDGE.left + ((ms - fromMs) / spanMs) * INNER.width;
  const y = heightOf(ticks.at(-1));
  const steps = points.map(
    ({ atMs, count }, place) =>
      `${place === 0 ? "M" : "H"}${x(atMs).toFixed(1)}${place === 0 ? ` ${y(count).toFixed(1)}` : `V${y(count).toFixed(1)}`}`,
  );
  const line = `${steps.join("")}H${x(toMs).toFixed(1)}`;
  const chart = svg(
    t("statistics.people-chart-of", { count: most }),
    ...grid(ticks, y),
    makeSvg("path", { class: "area", d: `${line}V${y(0)}H${EDGE.left}Z` }),
    makeSvg("path", { class: "line", d: line }),
    ...timeTicks((part) => whenWords(fromMs + part * spanMs, spanMs)),
  );
  return [
    chart,
    table(
      t("statistics.people-chart"),
      [t("statistics.from"), t("statistics.people")],
      points.map(({ atMs, count }) => [whenWords(atMs, 0), numberOf(count)]),
    ),
  ];
}

/** Reactions along a film, as barsOf() shapes them. Each bar can be reached with the keyboard, and tells its emoji. */
export function reactionsChart(bars) {
  if (bars.length === 0) {
    return [make("p", { class: "empty" }, t("statistics.no-reactions"))];
  }
  const most = Math.max(...bars.map((bar) => bar.count));
  const ticks = ticksOf(most);
  const y = heightOf(ticks.at(-1));
  const widthEach = INNER.width / bars.length;
  const told = make("p", { class: "told hint", "aria-hidden": "true" }, t("statistics.point"));
  const shown = bars.map((bar, place) => {
    const left = EDGE.left + place * widthEach;
    const words = barWords(bar);
    const group = makeSvg(
      "g",
      bar.count > 0 ? { class: "bar", tabindex: "0", role: "img", "aria-label": words } : { class: "bar" },
      makeSvg("rect", { class: "hit", x: left, y: EDGE.top, width: widthEach, height: INNER.height }),
      makeSvg("rect", {
        class: "value",
        x: left + widthEach * 0.12,
        y: y(bar.count),
        width: widthEach * 0.76,
        height: EDGE.top + INNER.height - y(bar.count),
        rx: Math.min(3, widthEach / 4),
      }),
    );
    if (bar.count > 0) {
      const symbol = text(
        { class: "symbol", x: left + widthEach / 2, y: y(bar.count) - 7, "text-anchor": "middle" },
        bar.emoji[0]?.[0] ?? "",
      );
      group.append(symbol);
      const tell = () => (told.textContent = words);
      group.addEventListener("pointerenter", tell);
      group.addEventListener("focus", tell);
    }
    return group;
  });
  const toMs = bars.at(-1).toMs;
  const chart = svg(
    t("statistics.reactions-chart-of", { count: most, width: clockOf(bars[0].toMs) }),
    ...grid(ticks, y),
    ...shown,
    ...timeTicks((part) => clockOf(part * toMs)),
  );
  const rows = bars
    .filter((bar) => bar.count > 0)
    .map((bar) => [
      t("statistics.from-to", { from: clockOf(bar.fromMs), to: clockOf(bar.toMs) }),
      numberOf(bar.count),
      emojiWords(bar.emoji),
    ]);
  const head = [t("statistics.position"), t("statistics.reactions"), t("statistics.which")];
  return [chart, told, table(t("statistics.reactions-chart"), head, rows)];
}

function heightOf(top) {
  return (count) => EDGE.top + INNER.height * (1 - count / top);
}

function svg(words, ...children) {
  return makeSvg(
    "svg",
    { class: "chart", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "group", "aria-label": words },
    ...children,
  );
}

function grid(ticks, y) {
  return ticks.flatMap((tick) => [
    makeSvg("line", { class: "grid", x1: EDGE.left, x2: SIZE.width - EDGE.right, y1: y(tick), y2: y(tick) }),
    text({ class: "tick", x: EDGE.left - 8, y: y(tick) + 4, "text-anchor": "end" }, numberOf(tick)),
  ]);
}

function timeTicks(wordsAt) {
  return Array.from({ length: TIME_TICKS + 1 }, (_, place) =>
    text(
      {
        class: "tick",
        x: EDGE.left + (place / TIME_TICKS) * INNER.width,
        y: SIZE.height - 8,
        "text-anchor": place === 0 ? "start" : place === TIME_TICKS ? "end" : "middle",
      },
      wordsAt(place / TIME_TICKS),
    ),
  );
}

function text(attributes, words) {
  return makeSvg("text", { "aria-hidden": "true", ...attributes }, words);
}

function table(caption, head, rows) {
  return make(
    "details",
    {},
    make("summary", {}, t("statistics.in-numbers")),
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      make(
        "table",
        { class: "numbers" },
        make("caption", { class: "unseen" }, caption),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            head.map((words) => make("th", { scope: "col" }, words)),
          ),
        ),
        make(
          "tbody",
          {},
          rows.slice(-ROWS_TOLD_MAX).map((row) =>
            make(
              "tr",
              {},
              row.map((words) => make("td", {}, words)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Within a quarter of an hour seconds matter; over days the day does. */
function whenWords(ms, spanMs) {
  const isAnotherDay = new Date(ms).toDateString() !== new Date().toDateString();
  if (isAnotherDay && spanMs > DAY_MS) {
    return dateOf(ms, { dateStyle: "short" });
  }
  return dateOf(ms, { timeStyle: spanMs < SECONDS_MATTER_MS ? "medium" : "short" });
}
