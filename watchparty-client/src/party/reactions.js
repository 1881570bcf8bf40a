// What counts as a reaction.

/**
 * The one grapheme cluster that a text is, without the space around it; null when it is none or more.
 *
 * @param {string} text
 * @returns {string | null}
 */
export function graphemeOf(text) {
  const stripped = text.trim();
  const clusters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(stripped)];
  return clusters.length === 1 ? stripped : null;
}
