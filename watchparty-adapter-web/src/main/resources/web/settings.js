// The settings of a party as a form sees them, and what of them has changed. Free of DOM.

import { PRESETS, presetOf } from "/client/index.js";

export const VISIBILITIES = ["private", "invite", "friends", "public"];
export const HISTORIES = ["everyone", "members-since-join", "none"];

const TITLE_CHARACTERS_MAX = 200;
const PASSWORD_CHARACTERS = { least: 4, most: 100 };
const PARTICIPANTS = { least: 2, most: 1_000 };
const DEADLINE_SECONDS = { least: 1, most: 60 };
const BUDGET_SECONDS = { least: 0, most: 600 };
const QUORUM_PERCENT = { least: 1, most: 100 };

/** Whether somebody in the party may see how it went; of a private one that is for its host. */
export function mayStudy({ isHost, settings }) {
  return isHost || (settings !== null && settings.visibility !== "private");
}

/** The values of the form for a party's settings; durations are whole seconds. */
export function valuesOf(settings) {
  const { waiting = {}, policy = {} } = settings;
  return {
    title: settings.title,
    visibility: settings.visibility,
    password: "",
    isPasswordCleared: false,
    maxParticipants: settings.max_participants,
    history: settings.history,
    isWaiting: waiting.enabled === true,
    deadlineSeconds: Math.round((waiting.deadline_ms ?? 15_000) / 1000),
    quorumPercent: waiting.quorum_percent ?? 100,
    budgetSeconds: Math.round((waiting.budget_ms ?? 60_000) / 1000),
    policy: { ...policy },
  };
}

/** The body of the PATCH that turns the settings into the form's values; an empty one when nothing has changed. */
export function patchOf(settings, values) {
  const before = valuesOf(settings);
  const waiting = changed(
    {
      enabled: before.isWaiting,
      deadline_ms: before.deadlineSeconds * 1000,
      quorum_percent: before.quorumPercent,
      budget_ms: before.budgetSeconds * 1000,
    },
    {
      enabled: values.isWaiting,
      deadline_ms: values.deadlineSeconds * 1000,
      quorum_percent: values.quorumPercent,
      budget_ms: values.budgetSeconds * 1000,
    },
  );
  const policy = changed(before.policy, values.policy);
  return {
    ...changed(
      {
        title: before.title,
        visibility: before.visibility,
        max_participants: before.maxParticipants,
        history: before.history,
      },
      {
        title: values.title.trim(),
        visibility: values.visibility,
        max_participants: values.maxParticipants,
        history: values.history,
      },
    ),
    ...passwordOf(settings, values),
    ...(isEmpty(waiting) ? {} : { waiting }),
    ...(isEmpty(policy) ? {} : { policy: presetOf(values.policy) ?? policy }),
  };
}

/**
 * What is wrong with the values, as {field, kind, least?, most?}; null when nothing is. Kinds: "empty", "too-long", "length"
 * of a text, "outside" for a number.
 */
export function problemOf(values) {
  const problems = [
    ["title", values.title.trim() === "" && { kind: "empty" }],
    ["title", [...values.title.trim()].length > TITLE_CHARACTERS_MAX && { kind: "too-long", most: TITLE_CHARACTERS_MAX }],
    ["password", passwordProblem(values.password)],
    ["maxParticipants", outside(values.maxParticipants, PARTICIPANTS)],
    ["deadlineSeconds", outside(values.deadlineSeconds, DEADLINE_SECONDS)],
    ["quorumPercent", outside(values.quorumPercent, QUORUM_PERCENT)],
    ["budgetSeconds", outside(values.budgetSeconds, BUDGET_SECONDS)],
  ];
  const found = problems.find(([, problem]) => problem);
  return found ? { field: found[0], ...found[1] } : null;
}

/** What is wrong with a new password, as {kind, least, most}, or null; none at all is fine. */
export function passwordProblem(password) {
  const length = [...password].length;
  return length > 0 && (length < PASSWORD_CHARACTERS.least || length > PASSWORD_CHARACTERS.most)
    ? { kind: "length", ...PASSWORD_CHARACTERS }
    : null;
}

/** The policy of a preset, or a copy of the present one when the name is none. */
export function policyOf(presetName, present) {
  return { ...(PRESETS.get(presetName) ?? present) };
}

/** The values that differ, of those that are there. */
function changed(before, after) {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => value !== undefined && value !== before[name]),
  );
}

function passwordOf(settings, { password, isPasswordCleared }) {
  if (password !== "") {
    return { password };
  }
  return isPasswordCleared && settings.has_password ? { password: "" } : {};
}

function outside(value, { least, most }) {
  return Number.isInteger(value) && value >= least && value <= most ? null : { kind: "outside", least, most };
}

function isEmpty(object) {
  return Object.keys(object).length === 0;
}
