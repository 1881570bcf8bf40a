// Who is here, how they are, and what may be done about it.

import { confirm, drawList, element, iconButton, initialOf, make, setText } from "./dom.js";
import { openMenu } from "./menu.js";
import { deedsOn } from "/client/index.js";
import { t } from "./words.js";

// Closer than this is in step for all that people can tell.
const IN_STEP_MS = 40;
const ROUNDED_TO_MS = 10;

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
    setText(element("people-count"), ` ${participants.connectedCount}`);
    setText(
      element("here-count"),
      t("people.count", { count: participants.connectedCount, capacity: state.maxParticipants }),
    );
    const rows = people.map((person) => ({
      userId: person.userId,
      name: person.name,
      role: person.role === "viewer" ? "" : t(`role.${person.role}`),
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
        t("people.about", { name }),
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
          isMe && make("span", { class: "hint" }, ` ${t("people.you")}`),
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
      "make-co-host": { words: t("people.make-co-host"), act: command("role", { role: "co-host" }) },
      "make-viewer": { words: t("people.make-viewer"), act: command("role", { role: "viewer" }) },
      "make-host": {
        words: t("people.make-host"),
        act: sure(t("people.make-host-sure", { name }), t("people.make-host-yes"), command("transfer-host")),
      },
      mute: { words: t("people.mute"), act: command("mute") },
      unmute: { words: t("people.unmute"), act: command("unmute") },
      kick: {
        words: t("people.kick"),
        act: sure(t("people.kick-sure", { name }), t("people.kick-yes"), command("kick")),
        isGrave: true,
      },
      ban: {
        words: t("people.ban"),
        act: sure(t("people.ban-sure", { name }), t("people.ban-yes"), command("kick", { ban: true })),
        isGrave: true,
      },
    };
    return [
      ...deedsOn(person, party.state.me).map((deed) => deeds[deed]),
      ...(this.#bondWith(userId) === null
        ? [{ words: t("people.befriend"), act: () => this.#perform(() => this.#askFriend(userId)) }]
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
            t("people.unban"),
          ),
        ),
    );
  }
}

function marksOf(person, { readyCheck }) {
  const marks = [];
  if (!person.isConnected) {
    marks.push({ words: t("people.away"), kind: "" });
  }
  if (person.isBuffering) {
    marks.push({ words: t("people.buffering"), kind: "alarm" });
  }
  if (person.isHidden) {
    marks.push({ words: t("people.hidden"), kind: "" });
  }
  if (person.isMuted) {
    marks.push({ words: t("people.muted"), kind: "" });
  }
  if (!person.isWaitedFor) {
    marks.push({ words: t("people.not-waited-for"), kind: "" });
  }
  if (readyCheck.isOpen && readyCheck.isReady(person.userId)) {
    marks.push({ words: t("people.ready"), kind: "good" });
  }
  return marks;
}

/** How far somebody's film is from the party's, as they measure it themselves, said kindly. */
export function stepOf({ isConnected, offsetMs }, isPlaying) {
  if (!isConnected || !isPlaying || !(Math.abs(offsetMs ?? Infinity) <= TOLD_MS_MAX)) {
    return "";
  }
  if (Math.abs(offsetMs) <= IN_STEP_MS) {
    return t("people.in-step");
  }
  const ms = Math.round(Math.abs(offsetMs) / ROUNDED_TO_MS) * ROUNDED_TO_MS;
  return offsetMs < 0 ? t("people.behind", { ms }) : t("people.ahead", { ms });
}
