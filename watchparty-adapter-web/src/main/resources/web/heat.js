// How lively a film was along its length: the strip over the time line, and the moments worth going to. Free of DOM.

/** Into how many stretches the strip cuts a film; few enough to be drawn and read at once. */
export const STRETCHES = 100;

const MOMENTS_MAX = 6;

// In stretches; closer together it is one moment.
const APART_LEAST = 4;
const SAID_WEIGHT = 0.5;

// A moment begins a little before people react to it.
const LEAD_MS = 3_000;

/** What a stretch counts for: a reaction is a feeling, a message is as often as not about the pizza. */
function weightOf({ reactions, messages }) {
  return reactions + SAID_WEIGHT * messages;
}

/** Heights from 0 to 1, smoothed over neighbours; the liveliest is 1. Roots, so that one storm does not hide the rest. */
export function heightsOf(stretches) {
  const weights = stretches.map(weightOf);
  const smooth = weights.map(
    (weight, place) => (weights[place - 1] ?? 0) / 4 + weight / 2 + (weights[place + 1] ?? 0) / 4,
  );
  const most = Math.max(...smooth, 0);
  return smooth.map((weight) => (most === 0 ? 0 : Math.sqrt(weight / most)));
}

/** A closed SVG path over a box of the given size, its ground at the bottom; empty where nothing happened. */
export function pathOf(heights, width, height) {
  if (!heights.some((part) => part > 0)) {
    return "";
  }
  const round = (number) => Math.round(number * 10) / 10;
  const step = width / heights.length;
  const points = heights.map((part, place) => [round((place + 0.5) * step), round(height * (1 - part))]);
  const curve = points
    .slice(1)
    .map(([x, y], place) => {
      const [beforeX, beforeY] = points[place];
      const middle = round((beforeX + x) / 2);
      return `C${middle} ${beforeY} ${middle} ${y} ${x} ${y}`;
    })
    .join("");
  return `M0 ${height}L${points[0].join(" ")}${curve}L${width} ${height}Z`;
}

/** The liveliest moments in the order of the film, [{...stretch, atMs}]; of those close together only the liveliest. */
export function momentsOf(stretches) {
  const chosen = [];
  [...stretches.keys()]
    .filter((place) => stretches[place].reactions + stretches[place].messages > 0)
    .sort((one, other) => weightOf(stretches[other]) - weightOf(stretches[one]) || one - other)
    .forEach((place) => {
      if (chosen.length < MOMENTS_MAX && !chosen.some((other) => Math.abs(other - place) < APART_LEAST)) {
        chosen.push(place);
      }
    });
  return chosen
    .sort((one, other) => one - other)
    .map((place) => ({ ...stretches[place], atMs: Math.max(0, stretches[place].fromMs - LEAD_MS) }));
}
