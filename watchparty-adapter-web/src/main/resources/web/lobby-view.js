// Before a party: the public ones, friends, and what was.

import { Discovery, History } from "./discover.js";
import { confirm, drawList, element, fillSelect, initialOf, make, say, setText } from "./dom.js";
import { Friends } from "./friends.js";
import { PRESET_NAMES, VISIBILITY_HINTS, VISIBILITY_NAMES } from "./names.js";
import { refusalSentence } from "./news.js";
import { bindTabs } from "./tabs.js";
import { countOf, durationOf, whenOf } from "./words.js";

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
  #isDiscoveryRead = false;

  /** `onJoin(code)` enters a party. */
  constructor({ rest, account, perform, onJoin }) {
    this.#account = account;
    this.#perform = perform;
    this.#onJoin = onJoin;
    this.#discovery = new Discovery(rest);
    this.#history = new History(rest);
    this.friends = new Friends(rest);
    fillSelect(element("visibility"), VISIBILITY_NAMES, "private");
    explain(element("visibility"), element("visibility-hint"));
    fillSelect(element("preset"), PRESET_NAMES, "co-hosts");
    bindTabs(element("lobby-panel").querySelector("[role=tablist]"), (panelId) => this.#panelShown(panelId));
    this.#bindDiscovery();
    this.#bindFriends();
    element("past-more").addEventListener("click", () =>
      perform(async () => {
        await this.#history.more();
        this.#drawHistory();
      }),
    );
    setInterval(() => this.#isSeen && this.#shownPanel === "discover" && this.#refresh(), REFRESH_MS);
  }

  /** The lobby comes into sight. */
  open() {
    this.#quietly(() => this.#loadDiscovery());
    this.#quietly(() => this.#loadFriends());
    if (this.#shownPanel === "history") {
      this.#quietly(() => this.#loadHistory());
    }
  }

  get #isSeen() {
    return !element("lobby").hidden && document.visibilityState === "visible";
  }

  /** Lists that cannot be read do not stand in the way of creating and joining. */
  async #quietly(action) {
    try {
      await action();
    } catch (refusal) {
      if (refusal.status === 401) {
        this.#perform(() => Promise.reject(refusal));
      }
    }
  }

  #panelShown(panelId) {
    this.#shownPanel = panelId;
    if (!this.#isSeen) {
      return;
    }
    if (panelId === "history") {
      this.#perform(() => this.#loadHistory());
    } else if (panelId === "friends") {
      this.#perform(() => this.#loadFriends());
    }
  }

  #bindDiscovery() {
    const search = element("search");
    element("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#searchSoon(0);
    });
    search.addEventListener("input", () => this.#searchSoon(SEARCH_AFTER_MS));
    element("public-more").addEventListener("click", () =>
      this.#perform(async () => {
        await this.#discovery.more();
        this.#drawDiscovery();
      }),
    );
  }

  #searchSoon(waitMs) {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(
      () =>
        this.#perform(async () => {
          await this.#discovery.search(element("search").value);
          this.#drawDiscovery();
        }),
      waitMs,
    );
  }

  async #loadDiscovery() {
    await Promise.all([this.#discovery.search(element("search").value), this.#discovery.loadTrending()]);
    this.#isDiscoveryRead = true;
    this.#drawDiscovery();
  }

  /** Only the first page is kept fresh: further ones are being read. */
  #refresh() {
    if (this.#discovery.parties.length <= 20) {
      this.#quietly(() => this.#loadDiscovery());
    }
  }

  #drawDiscovery() {
    const { parties, trending, totalCount, query, hasMore } = this.#discovery;
    element("trending-section").hidden = trending.length === 0 || query !== "";
    drawList(
      element("trending"),
      trending.map(rowOf),
      (row) => row.id,
      (row) => this.#partyRow(row),
    );
    drawList(
      element("public"),
      parties.map(rowOf),
      (row) => row.id,
      (row) => this.#partyRow(row),
    );
    setText(element("public-count"), totalCount === 0 ? "" : String(totalCount));
    element("public-more").hidden = !hasMore;
    say(
      "public-empty",
      this.#isDiscoveryRead && parties.length === 0
        ? query === ""
          ? "No public party just now. Open one."
          : `No public party is called anything like “${query}”.`
        : null,
    );
  }

  #partyRow(row) {
    return make(
      "li",
      {},
      make(
        "div",
        { class: "who" },
        make("p", { class: "title" }, row.title),
        make(
          "p",
          { class: "hint" },
          `${countOf(row.count, "person", "people")} of ${row.capacity}${row.isPlaying ? ", playing" : ""}${row.hasPassword ? ", with a password" : ""}`,
        ),
      ),
      make(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": `Join ${row.title}`,
          disabled: !row.code,
          click: () => this.#perform(() => this.#onJoin(row.code)),
        },
        "Join",
      ),
    );
  }

  #bindFriends() {
    element("friend-form").addEventListener("submit", async (event) => {
      event.preventDefault();
      say("friend-refusal", null);
      try {
        await this.friends.ask(element("friend-name").value);
        element("friend-name").value = "";
        this.#drawFriends();
      } catch (refusal) {
        say("friend-refusal", refusalSentence(refusal));
      }
    });
  }

  async #loadFriends() {
    await this.friends.load();
    this.#drawFriends();
  }

  #drawFriends() {
    const { friends, incoming, outgoing } = this.friends;
    const people = (bonds) =>
      bonds.map(({ user }) => ({ id: user.id, name: user.display_name, username: user.username }));
    const button = (words, act, isQuiet) =>
      make(
        "button",
        {
          type: "button",
          class: isQuiet ? "quiet" : "",
          click: () =>
            this.#perform(async () => {
              await act();
              this.#drawFriends();
            }),
        },
        words,
      );
    const sure = (name, userId) => async () =>
      (await confirm({ question: `No longer be friends with ${name}?`, yes: "Remove" })) && this.friends.remove(userId);
    element("incoming-section").hidden = incoming.length === 0;
    element("outgoing-section").hidden = outgoing.length === 0;
    element("friends-empty").hidden = friends.length > 0;
    setText(element("friends-count"), String(incoming.length));
    element("friends-count").hidden = incoming.length === 0;
    element("friends-count").setAttribute("aria-label", `${incoming.length} asking`);
    drawList(
      element("incoming"),
      people(incoming),
      (row) => row.id,
      (row) =>
        personRow(
          row,
          button("Accept", () => this.friends.accept(row.id)),
          button("Decline", () => this.friends.decline(row.id), true),
        ),
    );
    drawList(
      element("friend-list"),
      people(friends),
      (row) => row.id,
      (row) => personRow(row, button("Remove", sure(row.name, row.id), true)),
    );
    drawList(
      element("outgoing"),
      people(outgoing),
      (row) => row.id,
      (row) =>
        personRow(
          row,
          button("Withdraw", () => this.friends.remove(row.id), true),
        ),
    );
  }

  async #loadHistory() {
    await this.#history.load();
    this.#drawHistory();
    await this.#history.loadHosting(this.#account.user.id);
    this.#drawHistory();
  }

  #drawHistory() {
    const { entries, hosting, hasMore } = this.#history;
    element("past-empty").hidden = entries.length > 0;
    element("past-more").hidden = !hasMore;
    drawList(
      element("past"),
      entries,
      (entry) => entry.id,
      (entry) =>
        make(
          "li",
          {},
          make(
            "div",
            { class: "who" },
            make("p", { class: "title" }, entry.title),
            make(
              "p",
              { class: "hint" },
              [
                whenOf(entry.ended_at ?? entry.created_at),
                countOf(entry.participant_count, "person", "people"),
                entry.duration_seconds === undefined ? "" : durationOf(entry.duration_seconds),
                entry.host_user_id === this.#account.user?.id ? "yours" : "",
              ]
                .filter(Boolean)
                .join(" · "),
            ),
          ),
          make(
            "a",
            { class: "button quiet", href: `/#/statistics/${entry.id}`, "aria-label": `Statistics of ${entry.title}` },
            "Statistics",
          ),
        ),
    );
    element("hosting").hidden = hosting === null || hosting.total_parties_hosted === 0;
    if (hosting !== null) {
      element("hosting").replaceChildren(
        ...figures([
          ["Hosted by you", hosting.total_parties_hosted],
          ["Guests in all", hosting.total_viewers],
          ["Guests a party", hosting.avg_viewers_per_party.toFixed(1)],
          ["Messages", hosting.total_chat_messages],
          ["Reactions", hosting.total_reactions],
        ]),
      );
    }
  }
}

/** Keeps the hint under a choice of visibility true. */
function explain(select, hint) {
  const draw = () => setText(hint, VISIBILITY_HINTS.get(select.value) ?? "");
  select.addEventListener("change", draw);
  draw();
}

/** Named numbers, the entries of a definition list. */
export function figures(named) {
  return named.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, String(value))));
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

function personRow({ id, name, username }, ...buttons) {
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
