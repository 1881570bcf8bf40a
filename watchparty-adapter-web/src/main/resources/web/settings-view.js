// The host's form of the party's settings.

import { ACTIONS, isPossible, PRESETS, presetOf } from "/client/index.js";
import { confirm, element, fillWorded, make, say, word, wordAttribute } from "./dom.js";
import { problemSentence, refusalSentence } from "./news.js";
import { HISTORIES, patchOf, policyOf, problemOf, valuesOf, VISIBILITIES } from "./settings.js";
import { t, whenReworded } from "./words.js";

const ROLE_COLUMNS = ["host", "co-host", "viewer"];
const CUSTOM = "custom";

/** The settings of the party that `party()` answers; made once for the page. */
export class SettingsView {
  #party;
  #perform;
  #onEnd;
  #shown = null;
  #partyId = null;
  #isTouched = false;

  /** `onEnd()` ends the party for everyone. */
  constructor({ party, perform, onEnd }) {
    this.#party = party;
    this.#perform = perform;
    this.#onEnd = onEnd;
    const form = element("settings-form");
    form.append(...this.#fields());
    form.addEventListener("input", (event) => this.#touched(event.target));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    element("set-undo").addEventListener("click", () => this.#fill());
    element("end").addEventListener("click", () => this.#end());
    whenReworded(() => say("set-refusal", null));
  }

  /** What somebody has begun to change is not overwritten by news; all else shows what holds. */
  draw() {
    const { settings } = this.#party().state;
    if (this.#partyId !== this.#party().id) {
      this.#partyId = this.#party().id;
      this.#shown = null;
      this.#isTouched = false;
    }
    if (settings !== null && settings !== this.#shown && !this.#isTouched) {
      this.#fill();
    }
    element("set-save").disabled = !this.#isTouched || this.#party().connectionState !== "open";
    element("set-undo").disabled = !this.#isTouched;
    element("settings-statistics").href = `/#/statistics/${this.#party().id}`;
  }

  #fill() {
    const { settings } = this.#party().state;
    const values = valuesOf(settings);
    this.#shown = settings;
    this.#isTouched = false;
    Object.entries(FIELDS).forEach(([name, id]) => {
      const field = element(id);
      if (field.type === "checkbox") {
        field.checked = values[name];
      } else {
        field.value = values[name];
      }
    });
    element("set-clear-password").closest("label").hidden = !settings.has_password;
    const kept = settings.has_password ? "settings.password-kept" : "settings.password-none";
    wordAttribute(element("set-password"), "placeholder", kept);
    this.#fillPolicy(values.policy);
    say("set-refusal", null);
    this.draw();
    this.#drawDependent();
  }

  #fillPolicy(policy) {
    element("set-preset").value = presetOf(policy) ?? CUSTOM;
    ACTIONS.forEach((action) => {
      const radio = element("settings-form").querySelector(`[name="policy-${action}"][value="${policy[action]}"]`);
      if (radio) {
        radio.checked = true;
      }
    });
  }

  #values() {
    const policy = Object.fromEntries(
      ACTIONS.map((action) => [
        action,
        element("settings-form").querySelector(`[name="policy-${action}"]:checked`)?.value,
      ]),
    );
    return {
      policy,
      ...Object.fromEntries(Object.entries(FIELDS).map(([name, id]) => [name, valueOf(element(id))])),
    };
  }

  #touched(field) {
    this.#isTouched = true;
    say("set-refusal", null);
    element("set-done").hidden = true;
    if (field.id === "set-preset") {
      this.#fillPolicy(policyOf(field.value, this.#values().policy));
    } else if (field.name?.startsWith("policy-")) {
      element("set-preset").value = presetOf(this.#values().policy) ?? CUSTOM;
    }
    this.#drawDependent();
    this.draw();
  }

  #drawDependent() {
    word(element("set-visibility-hint"), `visibility.${element("set-visibility").value}-hint`);
    element("set-waiting-more").hidden = !element("set-waiting").checked;
    element("set-password").disabled = element("set-clear-password").checked;
  }

  async #save() {
    const party = this.#party();
    const values = this.#values();
    const problem = problemOf(values);
    if (problem !== null) {
      say("set-refusal", problemSentence(problem));
      element(FIELDS[problem.field]).focus();
      return;
    }
    element("set-save").disabled = true;
    try {
      const patch = patchOf(party.state.settings, values);
      if (Object.keys(patch).length > 0) {
        await party.changeSettings(patch);
      }
      this.#isTouched = false;
      element("set-password").value = "";
      element("set-clear-password").checked = false;
      element("set-done").hidden = false;
    } catch (refusal) {
      say("set-refusal", refusalSentence(refusal, "settings"));
    }
    this.draw();
  }

  async #end() {
    const isSure = await confirm({
      question: t("settings.end-sure"),
      yes: t("settings.end-yes"),
      no: t("settings.end-no"),
    });
    if (isSure) {
      this.#perform(() => this.#onEnd());
    }
  }

  #fields() {
    return [
      worded("label", "create.title", { for: "set-title" }),
      make("input", { id: "set-title", maxlength: "200", autocomplete: "off" }),
      worded("label", "settings.visibility", { for: "set-visibility" }),
      select("set-visibility", VISIBILITIES.map((value) => [value, `visibility.${value}`])),
      make("p", { id: "set-visibility-hint", class: "hint" }),
      worded("label", "settings.password", { for: "set-password" }),
      make("input", { id: "set-password", type: "password", maxlength: "100", autocomplete: "new-password" }),
      check("set-clear-password", "settings.no-password"),
      worded("label", "settings.capacity", { for: "set-capacity" }),
      number("set-capacity", 2, 1000),
      worded("label", "settings.history", { for: "set-history" }),
      select("set-history", HISTORIES.map((value) => [value, `history-for.${value}`])),
      worded("label", "settings.preset", { for: "set-preset" }),
      select("set-preset", [...PRESETS.keys(), CUSTOM].map((value) => [value, `preset.${value}`])),
      make("details", {}, worded("summary", "settings.policy"), policyTable()),
      check("set-waiting", "settings.waiting"),
      make(
        "div",
        { id: "set-waiting-more", class: "indented" },
        inUnits("set-deadline", "settings.deadline", "settings.seconds"),
        number("set-deadline", 1, 60),
        inUnits("set-budget", "settings.budget", "settings.seconds"),
        number("set-budget", 0, 600),
        inUnits("set-quorum", "settings.quorum", "settings.percent"),
        number("set-quorum", 1, 100),
      ),
      make("p", { id: "set-refusal", class: "refusal", role: "alert", hidden: true }),
      make(
        "div",
        { class: "row save" },
        worded("button", "settings.save", { id: "set-save", type: "submit" }),
        worded("button", "settings.undo", { id: "set-undo", type: "button", class: "quiet" }),
        make("span", { class: "hint", role: "status" }, worded("span", "settings.saved", { id: "set-done", hidden: true })),
      ),
      make("hr"),
      make(
        "p",
        { class: "row" },
        worded("a", "settings.statistics", { id: "settings-statistics", target: "_blank", rel: "noopener" }),
      ),
      worded("button", "settings.end", { id: "end", type: "button", class: "quiet grave" }),
    ];
  }
}

const FIELDS = {
  title: "set-title",
  visibility: "set-visibility",
  password: "set-password",
  isPasswordCleared: "set-clear-password",
  maxParticipants: "set-capacity",
  history: "set-history",
  isWaiting: "set-waiting",
  deadlineSeconds: "set-deadline",
  budgetSeconds: "set-budget",
  quorumPercent: "set-quorum",
};

function valueOf(field) {
  if (field.type === "checkbox") {
    return field.checked;
  }
  return field.type === "number" ? Number(field.value) : field.value;
}

/** An element whose words the page writes, and writes anew. */
function worded(tag, key, properties = {}) {
  return make(tag, { ...properties, "data-words": key }, t(key));
}

function select(id, options) {
  const made = make("select", { id });
  fillWorded(made, options);
  return made;
}

function check(id, key) {
  return make("label", { class: "check" }, make("input", { id, type: "checkbox" }), " ", worded("span", key));
}

function number(id, min, max) {
  return make("input", { id, type: "number", min, max, inputmode: "numeric" });
}

function inUnits(id, key, unitKey) {
  return make("label", { for: id }, worded("span", key), " ", worded("span", unitKey, { class: "hint" }));
}

/** Action by role: one choice a row, the least role that may. */
function policyTable() {
  return make(
    "table",
    { class: "policy" },
    worded("caption", "settings.policy-table", { class: "unseen" }),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("td"),
        ROLE_COLUMNS.map((role) => worded("th", `policy.${role}`, { id: `policy-of-${role}`, scope: "col" })),
      ),
    ),
    make("tbody", {}, ACTIONS.map(policyRow)),
  );
}

function policyRow(action) {
  return make(
    "tr",
    {},
    worded("th", `action.${action}`, { id: `policy-to-${action}`, scope: "row" }),
    ROLE_COLUMNS.map((role) =>
      make(
        "td",
        {},
        isPossible(action, role) &&
          make("input", {
            type: "radio",
            name: `policy-${action}`,
            value: role,
            "aria-labelledby": `policy-to-${action} policy-of-${role}`,
          }),
      ),
    ),
  );
}
