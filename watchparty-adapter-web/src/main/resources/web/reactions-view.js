// Reactions: the buttons under the film, and what floats over it.

import { element, iconButton, make, say } from "./dom.js";
import { wordBelow } from "./language.js";
import { nameOf, refusalSentence } from "./news.js";
import { AT_HAND, Lanes } from "./reactions.js";
import { t } from "./words.js";
import { graphemeOf } from "/client/index.js";

const FLOATING_MS = 3_200;

/** Reacting to the party that `party()` answers; made once for the page. */
export class ReactionsView {
  #party;
  #lanes = new Lanes();

  constructor({ party }) {
    this.#party = party;
    const buttons = [...AT_HAND].map(([emoji, words]) =>
      make(
        "button",
        {
          type: "button",
          class: "emoji",
          "data-words-aria-label": `emoji.${words}`,
          "data-words-title": `emoji.${words}`,
          click: () => this.#react(emoji),
        },
        emoji,
      ),
    );
    const any = iconButton("plus", "", () => this.#toggleAny(), {
      "data-words-aria-label": "reactions.react-any",
      "data-words-title": "reactions.react-any",
      id: "any-open",
      "aria-expanded": "false",
      "aria-controls": "any-form",
    });
    element("reactions").replaceChildren(...buttons, any);
    wordBelow(element("reactions"));
    element("any-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#reactWithAny();
    });
    element("any-form").addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.#toggleAny();
        element("any-open").focus();
      }
    });
  }

  draw() {
    const party = this.#party();
    const may = party.may.has("chat") && party.connectionState === "open";
    element("reactions")
      .querySelectorAll("button")
      .forEach((button) => (button.disabled = !may));
    if (!may) {
      element("any-form").hidden = true;
    }
  }

  /** Lets a reaction float over the film. */
  float({ emoji, name }) {
    const place = document.visibilityState === "visible" ? this.#lanes.take(performance.now()) : null;
    if (place === null) {
      return;
    }
    const floating = make("span", { class: "float" }, emoji, make("small", {}, nameOf(name)));
    floating.style.setProperty("--place", place);
    element("floats").append(floating);
    setTimeout(() => {
      floating.remove();
      this.#lanes.free();
    }, FLOATING_MS);
  }

  async #react(emoji) {
    say("any-refusal", null);
    try {
      await this.#party().react(emoji);
    } catch (refusal) {
      const wait = refusal.retryAfterSeconds;
      say("any-refusal", refusalSentence(refusal));
      setTimeout(() => say("any-refusal", null), 1000 * Math.min(wait ?? 5, 30));
    }
  }

  #toggleAny() {
    const form = element("any-form");
    form.hidden = !form.hidden;
    element("any-open").setAttribute("aria-expanded", !form.hidden);
    say("any-refusal", null);
    if (!form.hidden) {
      element("any").focus();
    }
  }

  #reactWithAny() {
    const emoji = graphemeOf(element("any").value);
    if (emoji === null) {
      say("any-refusal", t("reactions.one"));
      return;
    }
    element("any").value = "";
    this.#react(emoji);
  }
}
