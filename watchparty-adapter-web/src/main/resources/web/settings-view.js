// The host's form of the party's settings.

import { confirm, element, fillSelect, make, say, setText } from "./dom.js";
import { ACTIONS, isPossible, presetOf } from "/client/party/policy.js";
import { ACTION_NAMES, HISTORY_NAMES, PRESET_NAMES, VISIBILITY_HINTS, VISIBILITY_NAMES } from "./names.js";
import { problemSentence, refusalSentence } from "./news.js";
import { patchOf, policyOf, problemOf, valuesOf } from "./settings.js";

const ROLE_COLUMNS = [
  ["host", "Host"],
  ["co-host", "Co-hosts"],
  ["viewer", "All"],
];
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
    element("set-password").placeholder = settings.has_password ? "unchanged" : "none";
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
    element("set-done").textContent = "";
    if (field.id === "set-preset") {
      this.#fillPolicy(policyOf(field.value, this.#values().policy));
    } else if (field.name?.startsWith("policy-")) {
      element("set-preset").value = presetOf(this.#values().policy) ?? CUSTOM;
    }
    this.#drawDependent();
    this.draw();
  }

  #drawDependent() {
    setText(element("set-visibility-hint"), VISIBILITY_HINTS.get(element("set-visibility").value) ?? "");
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
      element("set-done").textContent = "Saved.";
    } catch (refusal) {
      say("set-refusal", refusalSentence(refusal));
    }
    this.draw();
  }

  async #end() {
    if (await confirm({ question: "End the party for everyone?", yes: "End it", no: "Go on watching" })) {
      this.#perform(() => this.#onEnd());
    }
  }

  #fields() {
    return [
      make("label", { for: "set-title" }, "Title"),
      make("input", { id: "set-title", maxlength: "200", autocomplete: "off" }),
      make("label", { for: "set-visibility" }, "Who may come"),
      select("set-visibility", VISIBILITY_NAMES),
      make("p", { id: "set-visibility-hint", class: "hint" }),
      make("label", { for: "set-password" }, "Password"),
      make("input", { id: "set-password", type: "password", maxlength: "100", autocomplete: "new-password" }),
      make(
        "label",
        { class: "check" },
        make("input", { id: "set-clear-password", type: "checkbox" }),
        " No password any more",
      ),
      make("label", { for: "set-capacity" }, "Room for"),
      make("input", { id: "set-capacity", type: "number", min: "2", max: "1000", inputmode: "numeric" }),
      make("label", { for: "set-history" }, "What was said before"),
      select("set-history", HISTORY_NAMES),
      make("label", { for: "set-preset" }, "Who controls the film"),
      select("set-preset", [...PRESET_NAMES, [CUSTOM, "As set in detail"]]),
      make("details", {}, make("summary", {}, "In detail"), policyTable()),
      make(
        "label",
        { class: "check" },
        make("input", { id: "set-waiting", type: "checkbox" }),
        " Wait for those whose film stalls",
      ),
      make(
        "div",
        { id: "set-waiting-more", class: "indented" },
        make("label", { for: "set-deadline" }, "At most, each time ", make("span", { class: "hint" }, "seconds")),
        make("input", { id: "set-deadline", type: "number", min: "1", max: "60", inputmode: "numeric" }),
        make(
          "label",
          { for: "set-budget" },
          "At most in all, for one person ",
          make("span", { class: "hint" }, "seconds"),
        ),
        make("input", { id: "set-budget", type: "number", min: "0", max: "600", inputmode: "numeric" }),
        make(
          "label",
          { for: "set-quorum" },
          "Go on when so many are ready ",
          make("span", { class: "hint" }, "percent"),
        ),
        make("input", { id: "set-quorum", type: "number", min: "1", max: "100", inputmode: "numeric" }),
      ),
      make("p", { id: "set-refusal", class: "refusal", role: "alert", hidden: true }),
      make(
        "div",
        { class: "row save" },
        make("button", { id: "set-save", type: "submit" }, "Save"),
        make("button", { id: "set-undo", type: "button", class: "quiet" }, "Undo"),
        make("span", { id: "set-done", class: "hint", role: "status" }),
      ),
      make("hr"),
      make(
        "p",
        { class: "row" },
        make("a", { id: "settings-statistics", target: "_blank", rel: "noopener" }, "Statistics of this party"),
      ),
      make("button", { id: "end", type: "button", class: "quiet grave" }, "End for everyone…"),
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

function select(id, options) {
  const made = make("select", { id });
  fillSelect(made, options);
  return made;
}

/** Action by role: one choice a row, the least role that may. */
function policyTable() {
  return make(
    "table",
    { class: "policy" },
    make("caption", { class: "unseen" }, "Who may do what, at least"),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("td"),
        ROLE_COLUMNS.map(([, words]) => make("th", { scope: "col" }, words)),
      ),
    ),
    make(
      "tbody",
      {},
      [...ACTION_NAMES].map(([action, words]) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, words),
          ROLE_COLUMNS.map(([role, roleWords]) =>
            make(
              "td",
              {},
              isPossible(action, role) &&
                make("input", {
                  type: "radio",
                  name: `policy-${action}`,
                  value: role,
                  "aria-label": `${words}: ${roleWords}`,
                }),
            ),
          ),
        ),
      ),
    ),
  );
}
