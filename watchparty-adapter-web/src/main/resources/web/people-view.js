// Who is here, how they are, and what may be done about it.

import { confirm, drawList, element, iconButton, initialOf, make, setText } from "./dom.js";
import { openMenu } from "./menu.js";
import { deedsOn } from "/client/party/policy.js";
import { countOf } from "./words.js";

const ROLE_WORDS = { host: "Host", "co-host": "Co-host" };

// Closer than this is in step for all that people can tell.
const IN_STEP_MS = 40;

// What other programs report beyond this is no distance in the film.
const TOLD_MS_MAX = 60_000;

/** The people of the party that `party()` answers; made once for the page. */
export class PeopleView {
  #party;
  #perform;
  #askFriend;
  #bondWith;

  /** `askFriend(userId)` asks somebody to be friends; `bondWith(userId)` answers what they are already, or null. */
  constructor({ party, perform, askFriend, bondWith }) {
    this.#party = party;
    this.#perform = perform;
    this.#askFriend = askFriend;
    this.#bondWith = bondWith;
    element("copy").addEventListener("click", () => perform(copyInvite));
    element("wait-for-me").addEventListener("change", (event) =>
      perform(() => party().command("wait-for-me", { wait: event.target.checked })),
    );
    element("banned-section").addEventListener(
      "toggle",
      () => element("banned-section").open && perform(() => this.#readBanned()),
    );
  }

  clear() {
    element("banned-section").open = false;
    element("participants").replaceChildren();
  }

  draw() {
    const party = this.#party();
    const { state } = party;
    const { me, participants } = state;
    const people = participants.inOrder();
    element("invite").hidden = !me.may.has("invite") || !party.code;
    setText(element("invite-code"), party.code ?? "");
    if (element("invite-url").value !== party.inviteUrl) {
      element("invite-url").value = party.inviteUrl;
    }
    setText(element("people-count"), ` ${participants.connectedCount}`);
    setText(
      element("here-count"),
      `${countOf(participants.connectedCount, "person", "people")}, room for ${state.maxParticipants}`,
    );
    const rows = people.map((person) => ({
      userId: person.userId,
      name: person.name,
      role: ROLE_WORDS[person.role] ?? "",
      isMe: person.userId === me.userId,
      isConnected: person.isConnected,
      marks: marksOf(person, state),
      step: stepOf(person, party.timeline?.isPlaying === true),
      hasMenu: person.userId !== me.userId,
    }));
    drawList(
      element("participants"),
      [...rows].sort((one, other) => other.isConnected - one.isConnected),
      (row) => row.userId,
      (row) => this.#row(row),
    );
    element("patience").hidden = state.settings?.waiting?.enabled !== true;
    element("wait-for-me").checked = participants.get(me.userId)?.isWaitedFor !== false;
    element("banned-section").hidden = !me.may.has("moderate") || state.settings === null;
  }

  #row({ userId, name, role, isMe, isConnected, marks, step, hasMenu }) {
    const menu =
      hasMenu &&
      iconButton(
        "more",
        `What to do about ${name}`,
        (event) => openMenu(event.currentTarget, this.#entriesFor(userId)),
        { "aria-haspopup": "menu" },
      );
    return make(
      "li",
      { dataset: { connected: isConnected } },
      initialOf(userId, name),
      make(
        "div",
        { class: "who" },
        make(
          "p",
          {},
          make("strong", {}, name),
          isMe && make("span", { class: "hint" }, " you"),
          role && make("span", { class: "role" }, role),
        ),
        make(
          "p",
          { class: "marks" },
          marks.map(({ words, kind }) => make("span", { class: `mark ${kind}` }, words)),
          step && make("span", { class: "hint" }, step),
        ),
      ),
      menu,
    );
  }

  #entriesFor(userId) {
    const party = this.#party();
    const person = party.state.participants.get(userId);
    if (!person) {
      return [];
    }
    const { name } = person;
    const command =
      (type, extra = {}) =>
      () =>
        this.#perform(() => party.command(type, { user_id: userId, ...extra }));
    const sure = (question, yes, act) => async () => (await confirm({ question, yes })) && act();
    const deeds = {
      "make-co-host": { words: "Make co-host", act: command("role", { role: "co-host" }) },
      "make-viewer": { words: "Make viewer", act: command("role", { role: "viewer" }) },
      "make-host": {
        words: "Make host…",
        act: sure(`Make ${name} the host? You will be a co-host.`, "Make host", command("transfer-host")),
      },
      mute: { words: "Mute", act: command("mute") },
      unmute: { words: "Unmute", act: command("unmute") },
      kick: {
        words: "Remove…",
        act: sure(`Remove ${name} from the party? They may come back with the code.`, "Remove", command("kick")),
        isGrave: true,
      },
      ban: {
        words: "Remove for good…",
        act: sure(
          `Remove ${name} for good? They cannot come back until you let them.`,
          "Remove for good",
          command("kick", { ban: true }),
        ),
        isGrave: true,
      },
    };
    return [
      ...deedsOn(person, party.state.me).map((deed) => deeds[deed]),
      ...(this.#bondWith(userId) === null
        ? [{ words: "Add as a friend", act: () => this.#perform(() => this.#askFriend(userId)) }]
        : []),
    ];
  }

  async #readBanned() {
    const bans = await this.#party().bans();
    element("banned-empty").hidden = bans.length > 0;
    drawList(
      element("banned"),
      bans.map(({ user }) => user),
      (user) => user.id,
      (user) =>
        make(
          "li",
          {},
          initialOf(user.id, user.display_name),
          make("div", { class: "who" }, make("p", {}, make("strong", {}, user.display_name))),
          make(
            "button",
            {
              type: "button",
              class: "quiet",
              click: () =>
                this.#perform(async () => {
                  await this.#party().command("unban", { user_id: user.id });
                  await this.#readBanned();
                }),
            },
            "Let back in",
          ),
        ),
    );
  }
}

function marksOf(person, { readyCheck }) {
  const marks = [];
  if (!person.isConnected) {
    marks.push({ words: "away", kind: "" });
  }
  if (person.isBuffering) {
    marks.push({ words: "buffering", kind: "alarm" });
  }
  if (person.isHidden) {
    marks.push({ words: "not looking", kind: "" });
  }
  if (person.isMuted) {
    marks.push({ words: "muted", kind: "" });
  }
  if (!person.isWaitedFor) {
    marks.push({ words: "not waited for", kind: "" });
  }
  if (readyCheck.isOpen && readyCheck.isReady(person.userId)) {
    marks.push({ words: "ready", kind: "good" });
  }
  return marks;
}

/** How far somebody's film is from the party's, as they measure it themselves. */
function stepOf({ isConnected, offsetMs }, isPlaying) {
  if (!isConnected || !isPlaying || !(Math.abs(offsetMs ?? Infinity) <= TOLD_MS_MAX)) {
    return "";
  }
  const ms = Math.round(offsetMs);
  if (Math.abs(ms) <= IN_STEP_MS) {
    return `in step (${ms > 0 ? "+" : ""}${ms} ms)`;
  }
  return `${Math.abs(ms)} ms ${ms < 0 ? "behind" : "ahead"}`;
}

async function copyInvite() {
  const field = element("invite-url");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // without TLS there is no clipboard object; the selection can still be copied
  }
  element("copy").textContent = "Copied";
  setTimeout(() => (element("copy").textContent = "Copy"), 2_000);
}
