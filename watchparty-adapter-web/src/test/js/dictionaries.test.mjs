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
    [...code.matchAll(/\bt\(\s*"([^"]+)"|"data-words(?:-[a-z-]+)?": "([^"]+)"|\bwords: "([a-z-]+\.[a-z.-]+)"/g)].map(
      ([, ...found]) => ({ name, key: found.find(Boolean) }),
    ),
  );
  // t(`loop.${loop}`): one key of a family, all of which begin alike and end alike.
  const families = [...modules].flatMap(([name, code]) =>
    [...code.matchAll(/\bt\(\s*`([^`]*)`/g)].map(([, template]) => ({ name, template })),
  );
  const isOf = ({ template }, key) =>
    new RegExp(`^${template.split(/\$\{[^}]*\}/).map(RegExp.escape ?? escaped).join("[^.]+")}$`).test(key);

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
      families.filter((family) => !Object.keys(english).some((key) => isOf(family, key))),
      [],
    );
  });
});

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
