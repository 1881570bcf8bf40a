// Whether every language says everything, whether all that is said is asked for, and whether anything is said past them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { LANGUAGES } from "../../main/resources/web/words.js";

const WEB = new URL("../../main/resources/web/", import.meta.url);

const read = (name) => readFileSync(new URL(name, WEB), "utf8");
const html = read("index.html");
const modules = new Map(
  readdirSync(WEB)
    .filter((name) => name.endsWith(".js"))
    .map((name) => [name, withoutComments(read(name))]),
);
const dictionaries = new Map(
  await Promise.all([...LANGUAGES.keys()].map(async (language) => [language, (await dictionaryOf(language)).default])),
);
const english = dictionaries.get("en");
const CLASSES = new Set([...read("page.css").matchAll(/\.([a-z][a-z-]*)/g)].map(([, name]) => name));
const DOM_NAMES = new Set(["Enter", "Escape", "Home", "End", "Tab", "Space"]);

describe("the dictionaries", () => {
  it("are those of the languages there are", () => {
    const files = readdirSync(new URL("words/", WEB)).sort();
    assert.deepEqual(files, [...LANGUAGES.keys()].map((language) => `${language}.js`).sort());
  });

  it("name no key twice", () => {
    for (const language of LANGUAGES.keys()) {
      const keys = [...read(`words/${language}.js`).matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
      assert.deepEqual(keys, [...new Set(keys)], language);
    }
  });

  for (const [language, dictionary] of dictionaries) {
    it(`say the same things: ${language}`, () => {
      assert.deepEqual(Object.keys(dictionary), Object.keys(english));
    });

    it(`take the same values: ${language}`, () => {
      for (const [key, entry] of Object.entries(dictionary)) {
        formsOf(entry).forEach((form) => assert.deepEqual(placesIn(form), placesIn(formsOf(english[key]).at(-1)), key));
      }
    });

    it(`have every plural form, and no empty sentence: ${language}`, () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const [key, entry] of Object.entries(dictionary)) {
        formsOf(entry).forEach((form) => assert.match(form, /\S/, key));
        assert.equal(typeof entry, typeof english[key], key);
        if (typeof entry !== "string") {
          assert.deepEqual(Object.keys(entry).sort(), [...pluralCategories].sort(), key);
        }
      }
    });
  }

  it("quote as each language does", () => {
    const foreign = { en: /[„«»"]/, de: /[“”«»"](?<!„[^“]*“)/, es: /[“”„"]/ };
    for (const [language, dictionary] of dictionaries) {
      for (const [key, entry] of Object.entries(dictionary)) {
        formsOf(entry).forEach((form) => assert.doesNotMatch(form, foreign[language], `${language} ${key}`));
      }
    }
  });
});

describe("a key", () => {
  const inHtml = [...html.matchAll(/\bdata-words(?:-[a-z-]+)?="([^"]+)"/g)].map(([, key]) => key);
  const inCode = [...modules].flatMap(([name, code]) =>
    [...code.matchAll(/"([a-z][a-z-]*\.[a-z][\w.-]*)"/g)]
      .map(([, key]) => ({ name, key }))
      .filter(({ key }) => !/\.(js|mp4)$|^watchparty\./.test(key)),
  );
  // `loop.${loop}`: any of a family of keys, which begin alike and end alike.
  const families = [...modules].flatMap(([name, code]) =>
    [...code.matchAll(/`([a-z][a-z-]*\.[^`\s/]*\$\{[^`\s]*)`/g)].map(([, template]) => ({ name, template })),
  );
  // say("news.added", userId): one sentence about others, one said to me.
  const said = [...modules].flatMap(([name, code]) =>
    [...code.matchAll(/\bsay\(\s*(?:\w+ === "\w+" \? )?(?:"([a-z.-]+)"(?: : "([a-z.-]+)")?|`([a-z]+\.[^`]*)`)/g)].flatMap(
      ([, one, other, template]) => [one, other, template].filter(Boolean).map((key) => ({ name, key })),
    ),
  );
  const isOf = (template, key) =>
    new RegExp(`^${template.split(/\$\{[^}]*\}/).map((part) => escaped(part)).join("[\\w-]+")}$`).test(key);
  const isSaid = (key) => said.some(({ key: template }) => isOf(template, key) || isOf(`${template}-you`, key));

  it("that the page asks for is there", () => {
    assert.deepEqual(
      inHtml.filter((key) => !(key in english)),
      [],
    );
    assert.deepEqual(
      inCode.filter(({ key }) => !(key in english)),
      [],
    );
    assert.deepEqual(
      families.filter(({ template }) => !Object.keys(english).some((key) => isOf(template, key))),
      [],
    );
    assert.deepEqual(
      said.filter(
        ({ key: template }) =>
          /\./.test(template) && !Object.keys(english).some((key) => isOf(`${template}-you`, key)),
      ),
      [],
    );
  });

  it("that is there is asked for", () => {
    const asked = new Set([...inHtml, ...inCode.map(({ key }) => key), "optional", "more", "cancel", "close", "somebody"]);
    const isAsked = (key) =>
      asked.has(key) || families.some(({ template }) => isOf(template, key)) || isSaid(key) || key.startsWith("refusal.");
    assert.deepEqual(
      Object.keys(english).filter((key) => !isAsked(key)),
      [],
    );
  });
});

describe("the modules of the page", () => {
  // What looks like a sentence and is none: names of events and keys, of types, and of the product.
  const NO_SENTENCES = new Set(["Watchparty", "English", "Deutsch", "noopener noreferrer"]);

  it("hold no sentences: they are in the dictionaries", () => {
    const suspects = [...modules].flatMap(([name, code]) =>
      literalsIn(code)
        .filter((text) => isSentence(text) && !NO_SENTENCES.has(text))
        .map((text) => `${name}: ${text}`),
    );
    assert.deepEqual(suspects, []);
  });

  it("and neither does the document", () => {
    const body = html.slice(html.indexOf("<body>"));
    // What stands for the words until they are there, or where they cannot be had, is in the document itself.
    const worded = body.replace(/<noscript>[\s\S]*?<\/noscript>|<div id="unworded"[\s\S]*?<\/div>/g, "");
    const told = [...worded.matchAll(/>([^<>]*[a-z]{2}[^<>]*)</gi)].map(([, text]) => text.trim());
    assert.deepEqual(told, ["Watchparty"]);
    assert.deepEqual([...body.matchAll(/ (?:title|aria-label|placeholder|alt)="([^"]*)"/g)].map(([, text]) => text), [
      "ABC234",
      "https://",
      "https://",
    ]);
  });
});

/** The literal parts of the strings and templates of a module. */
function literalsIn(code) {
  const literals = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, template]) => plain ?? template);
  return literals.flatMap((literal) => literal.split(/\$\{[^}]*\}/));
}

/** Words that follow each other and are no classes of the style sheet, or a word alone with a capital; selectors are none. */
function isSentence(text) {
  if (/^[a-z]+(, [a-z]+)*$|[[\]()#>=]/.test(text)) {
    return false;
  }
  if (/^[A-Z][a-z]+( |$|[.!?…])/.test(text.trim()) && !DOM_NAMES.has(text.trim())) {
    return true;
  }
  const words = text.trim().split(/\s+/);
  return words.length > 1 && words.filter((word) => /^[a-z]{2,}[.,!?…]?$/i.test(word) && !CLASSES.has(word)).length > 1;
}

function dictionaryOf(language) {
  return import(new URL(`words/${language}.js`, WEB));
}

function formsOf(entry) {
  return typeof entry === "string" ? [entry] : Object.values(entry);
}

function placesIn(form) {
  return [...new Set([...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function withoutComments(code) {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[\s;{}(,])\/\/.*$/gm, "$1");
}
