// Which language the page speaks: loads its words, writes them into the document, and lets the reader choose another.

import { element, make, setText } from "./dom.js";
import { openMenu } from "./menu.js";
import { languageFor, LANGUAGES, speak, spokenLanguage, t } from "./words.js";

const KEPT_AS = "watchparty.language";
const WORDED = "data-words";

// data-words names the text of an element, data-words-title and its like an attribute.
const ATTRIBUTES = ["title", "aria-label", "placeholder", "value"];

let asked = 0;
let tellFailure = () => {};

/**
 * Speaks the language that was chosen here, else the browser's, else English. Resolves once the words are there; rejects
 * where they cannot be had, and has said so in all languages: the page can say nothing else.
 */
export async function speakAsWished() {
  try {
    await speakFromNow(languageFor([kept(), ...navigator.languages]));
  } catch (unreachable) {
    element("unworded").hidden = false;
    throw unreachable;
  }
}

/** Fills the menu of languages; a choice words the page anew where it stands. `onFailure()` tells that it could not. */
export function bindLanguageMenu(onFailure) {
  const menu = element("language");
  menu.replaceChildren(
    ...[...LANGUAGES].map(([language, { name }]) => make("option", { value: language, lang: language }, name)),
  );
  menu.value = spokenLanguage();
  menu.addEventListener("change", () => choose(menu.value));
  tellFailure = onFailure;
}

/** For the menu under a button, where the header and its menu of languages are hidden: [{words, act}]. */
export function languageEntries(button) {
  if (element("language").offsetParent !== null) {
    return [];
  }
  const languages = [...LANGUAGES].map(([language, { name }]) => ({ words: name, act: () => choose(language) }));
  return [{ words: t("language.menu"), act: () => openMenu(button, languages) }];
}

async function choose(language) {
  try {
    await speakFromNow(language);
    keep(language);
  } catch {
    tellFailure(); // away from the network; what is there goes on to be spoken
  }
  element("language").value = spokenLanguage();
}

/** Writes the words of everything below a node that names them. */
export function wordBelow(root) {
  root.querySelectorAll(`[${WORDED}]`).forEach((worded) => setText(worded, t(worded.getAttribute(WORDED))));
  ATTRIBUTES.forEach((attribute) =>
    root
      .querySelectorAll(`[${WORDED}-${attribute}]`)
      .forEach((worded) => worded.setAttribute(attribute, t(worded.getAttribute(`${WORDED}-${attribute}`)))),
  );
}

async function speakFromNow(language) {
  const number = ++asked;
  const { default: sentences } = await import(`./words/${language}.js`);
  if (number !== asked) {
    return; // another one was chosen while these words were on their way
  }
  Object.assign(document.documentElement, { lang: language, dir: LANGUAGES.get(language).direction });
  speak(language, sentences, navigator.languages);
  wordBelow(document);
}

function kept() {
  try {
    return localStorage.getItem(KEPT_AS) ?? "";
  } catch {
    return "";
  }
}

function keep(language) {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // A browser that keeps nothing goes by its own language at the next visit.
  }
}
