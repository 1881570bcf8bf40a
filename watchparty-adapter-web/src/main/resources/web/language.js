// Which language the page speaks: loads its words, writes them into the document, and lets the reader choose another.

import { element, make, setText } from "./dom.js";
import { languageFor, LANGUAGES, speak, spokenLanguage, t } from "./words.js";

const KEPT_AS = "watchparty.language";
const WORDED = "data-words";

// data-words names the text of an element, data-words-title and its like an attribute.
const ATTRIBUTES = ["title", "aria-label", "placeholder", "value"];

let asked = 0;

/** Speaks the language that was chosen here, else the browser's, else English. Resolves once the words are there. */
export function speakAsWished() {
  return speakFromNow(languageFor([kept(), ...navigator.languages]));
}

/** Fills the menu of languages; a choice words the page anew where it stands. */
export function bindLanguageMenu(onFailure) {
  const menu = element("language");
  menu.replaceChildren(
    ...[...LANGUAGES].map(([language, { name }]) => make("option", { value: language, lang: language }, name)),
  );
  menu.value = spokenLanguage();
  menu.addEventListener("change", async () => {
    try {
      await speakFromNow(menu.value);
      keep(menu.value);
    } catch {
      menu.value = spokenLanguage(); // away from the network; what is there goes on to be spoken
      onFailure();
    }
  });
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
