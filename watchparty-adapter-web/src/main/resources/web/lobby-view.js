// Before a party: the public ones, friends, and what was.

import { PRESETS } from "/client/index.js";
import { codeOf, Discovery, History, PAGE_PARTIES } from "./discover.js";
import { confirm, drawList, element, fillWorded, initialOf, make, say, setText, word } from "./dom.js";
import { Friends } from "./friends.js";
import { Mistake } from "./news.js";
import { Reading } from "./reading.js";
import { VISIBILITIES } from "./settings.js";
import { bindTabs } from "./tabs.js";
import { durationOf, numberOf, t, whenOf, whenReworded } from "./words.js";

const SEARCH_AFTER_MS = 250;
const REFRESH_MS = 15_000;

/** The lobby; made once for the page. */
export class LobbyView {
  friends;
  #discovery;
  #history;
  #account;
  #perform;
  #onJoin;
  #searchTimer = null;
  #shownPanel = "discover";
  #readings;

  /** `onJoin(code)` enters a party; `time` is the library's. */
  constructor({ rest, account, perform, onJoin, time }) {
    this.#account = account;
    this.#perform = perform;
    this.#onJoin = onJoin;
    this.#discovery = new Discovery(rest);
    this.#history = new History(rest);
    this.friends = new Friends(rest);
    this.#readings = this.#readingsOf(time);
    fillWorded(
      element("visibility"),
      VISIBILITIES.map((value) => [value, `visibility.${value}`]),
      "private",
    );
    explain(element("visibility"), element("visibility-hint"));
    fillWorded(
      element("preset"),
      [...PRESETS.keys()].map((value) => [value, `preset.${value}`]),
      "co-hosts",
    );
    bindTabs(element("lobby-panel").querySelector("[role=tablist]"), (panelId) => this.#panelShown(panelId));
    this.#bindJoin();
    this.#bindDiscovery();
    this.#bindFriends();
    element("past-more").addEventListener("click", () => perform(() => this.#moreHistory()));
    window.addEventListener("online", () => this.#isSeen && this.#nudge());
    document.addEventListener("visibilitychange", () => this.#isSeen && this.#nudge());
    whenReworded(() => this.#drawAll());
    setInterval(() => this.#isSeen && this.#shownPanel === "discover" && this.#refresh(), REFRESH_MS);
  }

  /** The lobby comes into sight. */
  open() {
    this.#readings.discover.now();
    this.#readings.friends.now();
    if (this.#shownPanel === "history") {
      this.#readings.history.now();
    }
  }

  /** A party has been entered: what was typed to get there has done its service. */
  clear() {
    element("join-form").reset();
    say("join-refusal", null);
    say("create-refusal", null);
  }

  /** The lobby is left for something else. */
  close() {
    Object.values(this.#readings).forEach((reading) => reading.stop());
  }

  get #isSeen() {
    return !element("lobby").hidden && document.visibilityState === "visible";
  }

  /** What each panel shows is read by itself: none stands in the way of another, nor of creating and joining. */
  #readingsOf(time) {
    const onRefused = (refusal) => this.#perform(() => Promise.reject(refusal));
    const reading = (read, onChange) => new Reading({ read, onChange, onRefused, time });
    return {
      discover: reading(() => this.#readDiscovery(), () => this.#drawDiscovery()),
      friends: reading(() => this.friends.load(), () => this.#drawFriends()),
      history: reading(() => this.#readHistory(), () => this.#drawHistory()),
    };
  }

  #nudge() {
    Object.values(this.#readings).forEach((reading) => reading.nudge());
  }

  #drawAll() {
    this.#drawDiscovery();
    this.#drawFriends();
    this.#drawHistory();
    say("join-refusal", null);
    say("create-refusal", null);
    say("friend-refusal", null);
  }

  #panelShown(panelId) {
    this.#shownPanel = panelId;
    if (this.#isSeen) {
      this.#readings[panelId].now();
    }
  }

  #bindJoin() {
    element("join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const code = codeOf(element("code").value);
      busy(event.target, () =>
        this.#perform(
          () => {
            if (code === null) {
              throw new Mistake(t("join.no-code"));
            }
            return this.#onJoin(code);
          },
          { deed: "join", tell: (sentence) => say("join-refusal", sentence) },
        ),
      );
    });
  }

  #bindDiscovery() {
    element("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#searchSoon(0);
    });
    element("search").addEventListener("input", () => this.#searchSoon(SEARCH_AFTER_MS));
    element("public-more").addEventListener("click", () =>
      this.#perform(async () => {
        await this.#discovery.more();
        this.#drawDiscovery();
      }),
    );
  }

  #searchSoon(waitMs) {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#readings.discover.now(), waitMs);
  }

  async #readDiscovery() {
    const query = element("search").value;
    await Promise.all([this.#discovery.search(query), query.trim() === "" && this.#discovery.loadTrending()]);
  }

  /** Only the first page is kept fresh: further ones are being read. */
  #refresh() {
    if (this.#discovery.parties.length <= PAGE_PARTIES && this.#readings.discover.state === "read") {
      this.#readings.discover.now();
    }
  }

  #drawDiscovery() {
    const { parties, trending, totalCount, query, hasMore } = this.#discovery;
    const { state } = this.#readings.discover;
    element("trending-section").hidden = trending.length === 0 || query !== "";
    this.#drawParties("trending", trending);
    this.#drawParties("public", parties);
    setText(element("public-count"), totalCount === 0 ? "" : numberOf(totalCount));
    element("public-more").hidden = !hasMore;
    drawState("discover", state);
    const nothing = query === "" ? t("discover.none") : t("discover.none-like", { query });
    say("public-empty", state === "read" && parties.length === 0 ? nothing : null);
  }

  #drawParties(id, parties) {
    drawList(
      element(id),
      parties.map(rowOf),
      (row) => row.id,
      (row) => this.#partyRow(row),
    );
  }

  #partyRow(row) {
    const hint = [
      t("discover.people", { count: row.count, capacity: row.capacity }),
      row.isPlaying && t("discover.playing"),
      row.hasPassword && t("discover.password"),
    ];
    return make(
      "li",
      {},
      make(
        "div",
        { class: "who" },
        make("p", { class: "title" }, row.title),
        make("p", { class: "hint" }, hint.filter(Boolean).join(" · ")),
      ),
      make(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": t("discover.join", { title: row.title }),
          disabled: !row.code,
          click: () => this.#perform(() => this.#onJoin(row.code), { deed: "join" }),
        },
        t("join.join"),
      ),
    );
  }

  #bindFriends() {
    const form = element("friend-form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      busy(form, () =>
        this.#perform(
          async () => {
            await this.friends.ask(element("friend-name").value);
            form.reset();
            this.#drawFriends();
          },
          { deed: "friend", tell: (sentence) => say("friend-refusal", sentence) },
        ),
      );
    });
  }

  #drawFriends() {
    const { friends, incoming, outgoing } = this.friends;
    const { state } = this.#readings.friends;
    element("incoming-section").hidden = incoming.length === 0;
    element("outgoing-section").hidden = outgoing.length === 0;
    element("friends-empty").hidden = friends.length > 0 || state !== "read";
    drawState("friends", state);
    setText(element("friends-count"), numberOf(incoming.length));
    element("friends-count").hidden = incoming.length === 0;
    setText(element("friends-asking"), incoming.length === 0 ? "" : t("friends.asking", { count: incoming.length }));
    drawPeople("incoming", incoming, (row) => [
      this.#friendButton("friends.accept", () => this.friends.accept(row.id)),
      this.#friendButton("friends.decline", () => this.friends.decline(row.id), true),
    ]);
    drawPeople("friend-list", friends, (row) => [
      this.#friendButton("friends.remove", () => this.#removeFriend(row), true),
    ]);
    drawPeople("outgoing", outgoing, (row) => [
      this.#friendButton("friends.withdraw", () => this.friends.remove(row.id), true),
    ]);
  }

  #friendButton(key, act, isQuiet = false) {
    const click = () =>
      this.#perform(
        async () => {
          await act();
          this.#drawFriends();
        },
        { deed: "friend" },
      );
    return make("button", { type: "button", class: isQuiet ? "quiet" : "", click }, t(key));
  }

  async #removeFriend({ id, name }) {
    if (await confirm({ question: t("friends.remove-sure", { name }), yes: t("friends.remove") })) {
      await this.friends.remove(id);
    }
  }

  async #readHistory() {
    await this.#history.load();
    await this.#history.loadHosting(this.#account.user.id);
  }

  async #moreHistory() {
    await this.#history.more();
    this.#drawHistory();
  }

  #drawHistory() {
    const { entries, hosting, hasMore } = this.#history;
    const { state } = this.#readings.history;
    element("past-empty").hidden = entries.length > 0 || state !== "read";
    element("past-more").hidden = !hasMore;
    drawState("history", state);
    drawList(
      element("past"),
      entries.map((entry) => this.#pastOf(entry)),
      (row) => row.id,
      pastRow,
    );
    element("hosting").hidden = hosting === null || hosting.total_parties_hosted === 0;
    if (hosting !== null) {
      element("hosting").replaceChildren(...figures(hostingFigures(hosting)));
    }
  }

  #pastOf(entry) {
    return {
      id: entry.id,
      title: entry.title,
      at: entry.ended_at ?? entry.created_at,
      count: entry.participant_count,
      seconds: entry.duration_seconds ?? null,
      isMine: entry.host_user_id === this.#account.user?.id,
    };
  }
}

/** Named numbers, the entries of a definition list: [[key of the name, value]]. */
export function figures(named) {
  return named.map(([key, value]) => make("div", {}, make("dt", {}, t(key)), make("dd", {}, value)));
}

/** What is the matter with what a panel shows. */
export function drawState(panelId, state) {
  const sentences = { reading: t("list.loading"), unreachable: t("list.unreachable") };
  element(`${panelId}-state`).classList.toggle("late", state === "reading");
  say(`${panelId}-state`, sentences[state] ?? null);
}

/** Lets a form be sent once at a time. */
export async function busy(form, act) {
  const buttons = [...form.querySelectorAll("button[type=submit]")];
  buttons.forEach((button) => (button.disabled = true));
  await act();
  buttons.forEach((button) => (button.disabled = false));
}

/** Keeps the hint under a choice of visibility true. */
function explain(select, hint) {
  const draw = () => word(hint, `visibility.${select.value}-hint`);
  select.addEventListener("change", draw);
  // At the event itself the form has not been reset yet.
  select.form.addEventListener("reset", () => setTimeout(draw));
  draw();
}

function hostingFigures(hosting) {
  return [
    ["history.hosted-count", numberOf(hosting.total_parties_hosted)],
    ["history.guests", numberOf(hosting.total_viewers)],
    ["history.guests-each", numberOf(hosting.avg_viewers_per_party, { maximumFractionDigits: 1 })],
    ["history.messages", numberOf(hosting.total_chat_messages)],
    ["history.reactions", numberOf(hosting.total_reactions)],
  ];
}

function rowOf(party) {
  return {
    id: party.id,
    code: party.invite_code ?? null,
    title: party.title,
    count: party.active_participant_count ?? 0,
    capacity: party.max_participants,
    isPlaying: party.is_playing === true,
    hasPassword: party.has_password === true,
  };
}

function pastRow({ id, title, at, count, seconds, isMine }) {
  const hint = [
    whenOf(at),
    t("history.people", { count }),
    seconds !== null && durationOf(seconds),
    isMine && t("history.yours"),
  ];
  return make(
    "li",
    {},
    make(
      "div",
      { class: "who" },
      make("p", { class: "title" }, title),
      make("p", { class: "hint" }, hint.filter(Boolean).join(" · ")),
    ),
    make(
      "a",
      { class: "button quiet", href: `/#/statistics/${id}`, "aria-label": t("history.statistics-of", { title }) },
      t("history.statistics"),
    ),
  );
}

/** Draws the people on the other end of bonds; `buttonsOf(row)` makes what may be done about each. */
function drawPeople(id, bonds, buttonsOf) {
  drawList(
    element(id),
    bonds.map(({ user }) => ({ id: user.id, name: user.display_name, username: user.username })),
    (row) => row.id,
    (row) => personRow(row, buttonsOf(row)),
  );
}

function personRow({ id, name, username }, buttons) {
  return make(
    "li",
    {},
    initialOf(id, name),
    make(
      "div",
      { class: "who" },
      make("p", {}, make("strong", {}, name)),
      username && make("p", { class: "hint" }, username),
    ),
    buttons,
  );
}
