// The page's sentences in the language that is spoken now, and numbers, times and lists as people say them. Free of DOM.
//
// A dictionary (words/en.js and its like) answers a sentence by its key. In it {name} stands for a value; where a number
// decides about the form, the entry is an object of plural forms, and the value is called count.

/** The languages there are, each by its own name. */
export const LANGUAGES = new Map([
  ["en", { name: "English", direction: "ltr" }],
  ["de", { name: "Deutsch", direction: "ltr" }],
  ["es", { name: "Español", direction: "ltr" }],
]);

const LANGUAGE_LAST = "en";

let spoken = { language: LANGUAGE_LAST, locale: LANGUAGE_LAST, sentences: {}, formats: new Map() };
const listeners = new Set();

/** The first language of those wanted, the most wanted first, that there is; English when there is none. */
export function languageFor(wanted) {
  return wanted.map(baseOf).find((language) => LANGUAGES.has(language)) ?? LANGUAGE_LAST;
}

/**
 * Speaks a language from now on. Of the reader's own locales ("de-AT") the first of that language says how dates and
 * numbers look.
 */
export function speak(language, sentences, locales = []) {
  const locale = locales.find((candidate) => baseOf(candidate) === language) ?? language;
  spoken = { language, locale, sentences, formats: new Map() };
  listeners.forEach((listener) => listener());
}

/** Calls listener() whenever another language is spoken: what was drawn must be worded anew. */
export function whenReworded(listener) {
  listeners.add(listener);
}

export function spokenLanguage() {
  return spoken.language;
}

/** The sentence for a key, with its values. A key nobody knows is shown as it is, where it will be noticed. */
export function t(key, values = {}) {
  const entry = spoken.sentences[key];
  if (entry === undefined) {
    return key;
  }
  const sentence = typeof entry === "string" ? entry : (entry[pluralOf(values.count)] ?? entry.other);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => valueWords(values[name]));
}

/** Whether there is a sentence for a key. */
export function hasWords(key) {
  return Object.hasOwn(spoken.sentences, key);
}

/** A number as it is written here. */
export function numberOf(number, options = {}) {
  return format(Intl.NumberFormat, options).format(number);
}

/** "Ann", "Ann and Bo", "Ann, Bo and 3 others". */
export function listOf(names, namedMax = 3) {
  if (names.length <= namedMax) {
    return format(Intl.ListFormat, {}).format(names);
  }
  const named = names.slice(0, namedMax - 1);
  return format(Intl.ListFormat, {}).format([...named, t("list.others", { count: names.length - named.length })]);
}

/** A position or duration as 1:02:03 or 4:05. */
export function clockOf(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const twoDigits = (number) => String(number).padStart(2, "0");
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}

/** What is left until something, rounded up, so that it never says 0 while there is something left. */
export function countdownOf(leftMs) {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const days = Math.floor(seconds / 86_400);
  const rest = clockOf((seconds % 86_400) * 1000);
  return days > 0 ? `${unitOf(days, "day", "long")} ${rest}` : rest;
}

/** "1 h 20 min", "3 min", "40 s". */
export function durationOf(seconds) {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) {
    return minutes > 0 ? `${unitOf(hours, "hour")} ${unitOf(minutes, "minute")}` : unitOf(hours, "hour");
  }
  return minutes > 0 ? unitOf(minutes, "minute") : unitOf(whole, "second");
}

/** A wait in whole words, rounded up: "40 seconds", "2 minutes". */
export function waitOf(seconds) {
  return seconds < 120 ? unitOf(Math.ceil(seconds), "second", "long") : unitOf(Math.ceil(seconds / 60), "minute", "long");
}

/** An instant as date and time in the reader's own manner; today's without the date. */
export function whenOf(instant, now = new Date()) {
  const date = new Date(instant);
  const isToday = date.toDateString() === now.toDateString();
  return format(
    Intl.DateTimeFormat,
    isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  ).format(date);
}

/** A date or time of day as the options of Intl.DateTimeFormat say. */
export function dateOf(instant, options) {
  return format(Intl.DateTimeFormat, options).format(new Date(instant));
}

function unitOf(number, unit, unitDisplay = "short") {
  return numberOf(number, { style: "unit", unit, unitDisplay });
}

function pluralOf(count) {
  return format(Intl.PluralRules, {}).select(count ?? 0);
}

function valueWords(value) {
  if (typeof value === "number") {
    return numberOf(value);
  }
  return Array.isArray(value) ? listOf(value) : String(value);
}

/** Formats are costly to make, and few. */
function format(Format, options) {
  const key = `${Format.name} ${JSON.stringify(options)}`;
  const known = spoken.formats.get(key) ?? new Format(spoken.locale, options);
  spoken.formats.set(key, known);
  return known;
}

function baseOf(locale) {
  return String(locale).toLowerCase().split("-")[0];
}
