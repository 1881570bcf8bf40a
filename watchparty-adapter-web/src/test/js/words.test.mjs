import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import {
  clockOf,
  countdownOf,
  durationOf,
  languageFor,
  listOf,
  numberOf,
  speak,
  spokenLanguage,
  t,
  waitOf,
  whenOf,
  whenReworded,
} from "../../main/resources/web/words.js";
import de from "../../main/resources/web/words/de.js";
import en from "../../main/resources/web/words/en.js";
import es from "../../main/resources/web/words/es.js";

describe("the language", () => {
  it("is the first one wanted that there is", () => {
    assert.equal(languageFor(["de-AT", "en"]), "de");
    assert.equal(languageFor(["", "fr-FR", "ES-mx", "en"]), "es");
    assert.equal(languageFor(["fr"]), "en");
    assert.equal(languageFor([]), "en");
  });

  it("is told to those who have worded something already", () => {
    const told = [];
    whenReworded(() => told.push(`${spokenLanguage()} ${t("close")}`));

    speak("de", de);
    speak("es", es);

    assert.deepEqual(told, ["de Schließen", "es Cerrar"]);
  });

  it("writes numbers as the reader's own country does", () => {
    speak("es", es, ["en-US", "es-MX"]);
    assert.equal(numberOf(12_345.5), "12,345.5");
    speak("es", es, ["en-US"]);
    assert.equal(numberOf(12_345.5), "12.345,5");
  });
});

describe("a sentence", () => {
  const sentences = {
    plain: "{name} joined",
    many: { one: "{count} cat of {name}", other: "{count} cats of {name}" },
    all: "{names} left",
  };

  beforeEach(() => speak("en", sentences));

  it("takes its values by name, and nothing within them", () => {
    assert.equal(t("plain", { name: "{name} $& <b>" }), "{name} $& <b> joined");
  });

  it("takes the form that its count asks for", () => {
    assert.equal(t("many", { count: 1, name: "Ann" }), "1 cat of Ann");
    assert.equal(t("many", { count: 1_000, name: "Ann" }), "1,000 cats of Ann");
    assert.equal(t("many", { count: 0, name: "Ann" }), "0 cats of Ann");
  });

  it("lists what is a list", () => {
    assert.equal(t("all", { names: ["Ann", "Bo"] }), "Ann and Bo left");
  });

  it("that is missing shows its key", () => {
    assert.equal(t("no.such", { name: "Ann" }), "no.such");
  });
});

describe("words", () => {
  beforeEach(() => speak("en", en, ["en-GB"]));

  it("tell positions as a clock does", () => {
    assert.equal(clockOf(0), "0:00");
    assert.equal(clockOf(65_999), "1:05");
    assert.equal(clockOf(3_725_000), "1:02:05");
    assert.equal(clockOf(-1), "0:00");
  });

  it("never say that nothing is left while something is", () => {
    assert.equal(countdownOf(1), "0:01");
    assert.equal(countdownOf(0), "0:00");
    assert.equal(countdownOf(61_000), "1:01");
    assert.equal(countdownOf(2 * 86_400_000 + 5_000), "2 days 0:05");
    speak("de", de);
    assert.equal(countdownOf(86_400_000), "1 Tag 0:00");
  });

  it("tell durations roughly", () => {
    speak("en", en);
    assert.deepEqual([0, 59, 60, 3_599, 3_600, 4_800].map(durationOf), [
      "0 sec",
      "59 sec",
      "1 min",
      "59 min",
      "1 hr",
      "1 hr 20 min",
    ]);
    speak("es", es);
    assert.equal(durationOf(4_800), "1 h 20 min");
  });

  it("tell waits in full, rounded up", () => {
    assert.deepEqual([1, 30.2, 119, 121].map(waitOf), ["1 second", "31 seconds", "119 seconds", "3 minutes"]);
  });

  it("list a few names and count the others", () => {
    assert.equal(listOf([]), "");
    assert.equal(listOf(["Ann"]), "Ann");
    assert.equal(listOf(["Ann", "Bo"]), "Ann and Bo");
    assert.equal(listOf(["Ann", "Bo", "Cy"]), "Ann, Bo and Cy");
    assert.equal(listOf(["Ann", "Bo", "Cy", "Di"]), "Ann, Bo and 2 others");
    assert.equal(listOf(["Ann", "Bo", "Cy"], 2), "Ann and 2 others");
    speak("es", es);
    assert.equal(listOf(["Ann", "Inés"]), "Ann e Inés");
  });

  it("tell today's instants by the time of day alone", () => {
    const noon = new Date(2026, 0, 2, 12, 0);
    assert.equal(whenOf(noon, noon), "12:00");
    assert.match(whenOf(noon, new Date(2026, 0, 3)), /2 Jan 2026/);
  });
});
