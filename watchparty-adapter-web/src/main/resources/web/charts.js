// Two small charts in SVG. What they show is in a table as well, for those who do not see them.

import { make, makeSvg } from "./dom.js";
import { barWords, emojiWords, ticksOf } from "./statistics.js";
import { clockOf, dateOf, numberOf, t } from "./words.js";

const HEIGHT = 240;
const EDGE = { left: 36, right: 12, top: 28, bottom: 28 };
const INNER_HEIGHT = HEIGHT - EDGE.top - EDGE.bottom;
const TICK_WIDTH = 110;
const ROWS_TOLD_MAX = 200;
const SECONDS_MATTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** People over time, as stepsOf() shapes it, so many pixels wide. */
export function peopleChart({ points, fromMs, toMs, most }, width) {
  if (points.length === 0) {
    return [make("p", { class: "empty" }, t("statistics.nobody"))];
  }
  const ticks = ticksOf(most);
  const spanMs = Math.max(1, toMs - fromMs);
  const x = (ms) => EDGE.left + ((ms - fromMs) / spanMs) * innerOf(width);
  const y = heightOf(ticks.at(-1));
  const steps = points.map(
    ({ atMs, count }, place) =>
      `${place === 0 ? "M" : "H"}${x(atMs).toFixed(1)}${place === 0 ? ` ${y(count).toFixed(1)}` : `V${y(count).toFixed(1)}`}`,
  );
  const line = `${steps.join("")}H${x(toMs).toFixed(1)}`;
  const chart = svg(
    t("statistics.people-chart-of", { count: most }),
    width,
    ...grid(ticks, y, width),
    makeSvg("path", { class: "area", d: `${line}V${y(0)}H${EDGE.left}Z` }),
    makeSvg("path", { class: "line", d: line }),
    ...timeTicks(width, (part) => whenWords(fromMs + part * spanMs, spanMs)),
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

/**
 * Reactions along a film, as barsOf() shapes them, so many pixels wide. The bars are one stop of the Tab key; arrow keys go
 * from each to the next, and each tells its emoji.
 */
export function reactionsChart(bars, width) {
  if (bars.length === 0) {
    return [make("p", { class: "empty" }, t("statistics.no-reactions"))];
  }
  const most = Math.max(...bars.map((bar) => bar.count));
  const ticks = ticksOf(most);
  const y = heightOf(ticks.at(-1));
  const told = make("p", { class: "told hint", "aria-hidden": "true" }, t("statistics.point"));
  const widthEach = innerOf(width) / bars.length;
  const toMs = bars.at(-1).toMs;
  const chart = svg(
    t("statistics.reactions-chart-of", { count: most, width: clockOf(bars[0].toMs) }),
    width,
    ...grid(ticks, y, width),
    ...bars.map((bar, place) => barOf(bar, { left: EDGE.left + place * widthEach, width: widthEach, y }, told)),
    ...timeTicks(width, (part) => clockOf(part * toMs)),
  );
  bindArrows(chart);
  return [chart, told, reactionsTable(bars)];
}

function barOf(bar, { left, width, y }, told) {
  const top = y(bar.count);
  const parts = [
    makeSvg("rect", { class: "hit", x: left, y: EDGE.top, width, height: INNER_HEIGHT }),
    makeSvg("rect", {
      class: "value",
      x: left + width * 0.12,
      y: top,
      width: width * 0.76,
      height: EDGE.top + INNER_HEIGHT - top,
      rx: Math.min(3, width / 4),
    }),
  ];
  if (bar.count === 0) {
    return makeSvg("g", { class: "bar" }, ...parts);
  }
  const words = barWords(bar);
  const symbol = { class: "symbol", x: left + width / 2, y: top - 7, "text-anchor": "middle" };
  const group = makeSvg(
    "g",
    { class: "bar", tabindex: "-1", role: "img", "aria-label": words },
    ...parts,
    text(symbol, bar.emoji[0]?.[0] ?? ""),
  );
  ["pointerenter", "focus"].forEach((type) => group.addEventListener(type, () => (told.textContent = words)));
  return group;
}

function bindArrows(chart) {
  const bars = [...chart.querySelectorAll("[tabindex]")];
  bars[0].setAttribute("tabindex", "0");
  chart.addEventListener("keydown", (event) => {
    const place = bars.indexOf(event.target);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (place >= 0 && bars[next]) {
      event.preventDefault();
      bars[place].setAttribute("tabindex", "-1");
      bars[next].setAttribute("tabindex", "0");
      bars[next].focus();
    }
  });
}

function reactionsTable(bars) {
  const rows = bars
    .filter((bar) => bar.count > 0)
    .map((bar) => [
      t("statistics.from-to", { from: clockOf(bar.fromMs), to: clockOf(bar.toMs) }),
      numberOf(bar.count),
      emojiWords(bar.emoji),
    ]);
  const head = [t("statistics.position"), t("statistics.reactions"), t("statistics.which")];
  return table(t("statistics.reactions-chart"), head, rows);
}

function innerOf(width) {
  return width - EDGE.left - EDGE.right;
}

function heightOf(top) {
  return (count) => EDGE.top + INNER_HEIGHT * (1 - count / top);
}

function svg(words, width, ...children) {
  return makeSvg(
    "svg",
    { class: "chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label": words },
    ...children,
  );
}

function grid(ticks, y, width) {
  return ticks.flatMap((tick) => [
    makeSvg("line", { class: "grid", x1: EDGE.left, x2: width - EDGE.right, y1: y(tick), y2: y(tick) }),
    text({ class: "tick", x: EDGE.left - 8, y: y(tick) + 4, "text-anchor": "end" }, numberOf(tick)),
  ]);
}

/** As many as there is room for; what would say the same as the one before is left out. */
function timeTicks(width, wordsAt) {
  const count = Math.max(1, Math.min(4, Math.floor(innerOf(width) / TICK_WIDTH)));
  const ticks = Array.from({ length: count + 1 }, (_, place) => ({ place, words: wordsAt(place / count) }));
  return ticks
    .filter(({ place, words }) => place === 0 || words !== ticks[place - 1].words)
    .map(({ place, words }) =>
      text(
        {
          class: "tick",
          x: EDGE.left + (place / count) * innerOf(width),
          y: HEIGHT - 8,
          "text-anchor": place === 0 ? "start" : place === count ? "end" : "middle",
        },
        words,
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
      { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
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
