// The queue: what plays, what comes, votes and suggestions.

import { LOOPS } from "/client/index.js";
import { drawList, element, fillWorded, icon, iconButton, make, say, setText, word } from "./dom.js";
import { playlistItem } from "./film.js";
import { openMenu } from "./menu.js";
import { nameOf, refusalSentence } from "./news.js";
import { clockOf, numberOf, t, whenReworded } from "./words.js";

const EDGE_PX = 32;

/** The queue of the party that `party()` answers; made once for the page. */
export class QueueView {
  #party;
  #perform;
  #drag = null;

  constructor({ party, perform }) {
    this.#party = party;
    this.#perform = perform;
    fillWorded(
      element("loop"),
      LOOPS.map((loop) => [loop, `loop.${loop}`]),
      "off",
    );
    element("loop").addEventListener("change", (event) => this.#command("loop", { loop: event.target.value }));
    element("shuffle").addEventListener("click", () => this.#command("queue-shuffle"));
    element("vote-skip").addEventListener("click", () =>
      perform(async () => {
        const { votes } = party().state;
        if (votes.hasVotedSkip) {
          return;
        }
        await party().command("vote-skip");
        votes.hasVotedSkip = true;
        this.draw();
      }),
    );
    element("add-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add(event.target, event.submitter?.value);
    });
    this.#bindDrag(element("playlist"));
    whenReworded(() => this.#reword());
  }

  draw() {
    const party = this.#party();
    const { queue, votes, me } = party.state;
    const mayEdit = me.may.has("queue");
    if (this.#drag === null) {
      this.#drawItems(queue, votes, me);
    }
    element("playlist-empty").hidden = queue.items.length > 0;
    word(element("playlist-empty"), mayEdit ? "queue.none" : "queue.none-for-viewers");
    element("loop").disabled = !mayEdit;
    element("loop").value = queue.loop;
    element("shuffle").hidden = !mayEdit;
    element("shuffle").disabled = queue.upcoming.length < 2;
    this.#drawVote(queue, votes);
    this.#drawSuggestions(queue.suggestions, me, (userId) => nameOf(party.state.nameOf(userId)));
    element("add-form").hidden = !mayEdit && !me.may.has("suggest");
    element("add-end").hidden = !mayEdit;
    element("add-next").hidden = !mayEdit || queue.current === null;
    element("add-suggest").hidden = mayEdit;
    const badge = element("queue-count");
    badge.hidden = queue.suggestions.length === 0 || !mayEdit;
    setText(badge, numberOf(queue.suggestions.length));
    setText(
      element("queue-suggested"),
      badge.hidden ? "" : t("queue.suggested", { count: queue.suggestions.length }),
    );
  }

  #reword() {
    say("add-refusal", null);
    setText(element("queue-told"), "");
    if (this.#party()) {
      this.draw();
    }
  }

  #drawItems(queue, votes, me) {
    const current = queue.currentPlace;
    const rows = queue.items.map((item, place) => ({
      id: item.id,
      title: item.title,
      length: item.duration_ms ? clockOf(item.duration_ms) : "",
      when: place === current ? "now" : place < current ? "past" : "next",
      votes: place > current ? votes.nextOf(item.id) : null,
      isMine: votes.votedNext === item.id,
      mayEdit: me.may.has("queue"),
      maySkip: me.may.has("skip"),
    }));
    drawList(
      element("playlist"),
      rows,
      (row) => row.id,
      (row) => this.#row(row),
    );
  }

  #row(row) {
    const grip =
      row.mayEdit &&
      make(
        "button",
        {
          type: "button",
          class: "quiet square grip",
          "aria-label": t("queue.move", { title: row.title }),
          title: t("queue.drag"),
          keydown: (event) => this.#onGripKey(event, row.id),
        },
        icon("grip"),
      );
    const vote =
      row.votes !== null &&
      make(
        "button",
        {
          type: "button",
          class: "quiet vote",
          "aria-pressed": row.isMine,
          "aria-label": t("queue.vote-next-of", { title: row.title, count: row.votes }),
          title: t("queue.vote-next"),
          click: () => this.#voteNext(row.id),
        },
        icon("up"),
        numberOf(row.votes),
      );
    const hasMenu = row.mayEdit || (row.maySkip && row.when !== "now");
    return make(
      "li",
      { class: row.when, "aria-current": row.when === "now" ? "true" : null },
      grip,
      make(
        "div",
        { class: "who" },
        make("p", { class: "title" }, row.title),
        make("p", { class: "hint" }, [row.when === "now" && t("queue.now"), row.length].filter(Boolean).join(" · ")),
      ),
      vote,
      hasMenu &&
        iconButton(
          "more",
          t("queue.about", { title: row.title }),
          (event) => openMenu(event.currentTarget, this.#entriesFor(row.id)),
          { "aria-haspopup": "menu" },
        ),
    );
  }

  #entriesFor(clipId) {
    const { queue, me } = this.#party().state;
    const place = queue.placeOf(clipId);
    const isCurrent = clipId === queue.clipId;
    const entries = [];
    if (me.may.has("skip") && !isCurrent) {
      entries.push({ words: t("queue.play-now"), act: () => this.#command("skip", { clip_id: clipId }) });
    }
    if (me.may.has("queue")) {
      if (!isCurrent && queue.current !== null && place !== queue.currentPlace + 1) {
        entries.push({ words: t("queue.play-next"), act: () => this.#move(clipId, queue.placeAfterCurrent(clipId)) });
      }
      if (place > 0) {
        entries.push({ words: t("queue.move-up"), act: () => this.#move(clipId, place - 1) });
      }
      if (place < queue.items.length - 1) {
        entries.push({ words: t("queue.move-down"), act: () => this.#move(clipId, place + 1) });
      }
      entries.push({ words: t("queue.remove"), act: () => this.#command("queue-remove", { clip_id: clipId }), isGrave: true });
    }
    return entries;
  }

  #drawVote(queue, votes) {
    const vote = element("vote-skip");
    vote.hidden = queue.current === null;
    vote.setAttribute("aria-disabled", votes.hasVotedSkip);
    vote.setAttribute("aria-pressed", votes.hasVotedSkip);
    const { count, needed } = votes.skip;
    const words = votes.hasVotedSkip ? t("queue.voted-skip") : t("queue.vote-skip");
    setText(vote, count > 0 && needed > 0 ? `${words} ${t("queue.votes", { count, needed })}` : words);
  }

  #drawSuggestions(suggestions, me, nameFor) {
    element("suggestions-section").hidden = suggestions.length === 0;
    const rows = suggestions.map(({ item, userId }) => ({
      id: item.id,
      title: item.title,
      by: userId === me.userId ? t("queue.by-you") : t("queue.by", { name: nameFor(userId) }),
      mayAccept: me.may.has("queue"),
      mayDecline: me.may.has("queue") || userId === me.userId,
      isMine: userId === me.userId,
    }));
    drawList(
      element("suggestions"),
      rows,
      (row) => row.id,
      (row) =>
        make(
          "li",
          {},
          make("div", { class: "who" }, make("p", { class: "title" }, row.title), make("p", { class: "hint" }, row.by)),
          row.mayAccept &&
            make(
              "button",
              { type: "button", click: () => this.#command("accept-suggestion", { clip_id: row.id }) },
              t("queue.accept"),
            ),
          row.mayDecline &&
            make(
              "button",
              { type: "button", class: "quiet", click: () => this.#command("decline-suggestion", { clip_id: row.id }) },
              row.isMine && !row.mayAccept ? t("queue.withdraw") : t("queue.decline"),
            ),
        ),
    );
  }

  async #add(form, where) {
    const { address, title } = Object.fromEntries(new FormData(form));
    const buttons = [...form.querySelectorAll("button")];
    say("add-refusal", null);
    buttons.forEach((button) => (button.disabled = true));
    try {
      const found = await playlistItem(address.trim());
      const item = title.trim() === "" ? found : { ...found, title: title.trim() };
      const party = this.#party();
      await (where === "suggest"
        ? party?.command("suggest", { item })
        : party?.command("queue-add", { items: [item], ...(where === "next" ? { next: true } : {}) }));
      form.reset();
    } catch (refusal) {
      say("add-refusal", refusalSentence(refusal, "queue"));
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }

  #voteNext(clipId) {
    return this.#perform(async () => {
      const { votes } = this.#party().state;
      await this.#party().command("vote-next", { clip_id: clipId });
      votes.votedNext = clipId;
      this.draw();
    });
  }

  /** Moves an item, and says aloud where it is then. */
  #move(clipId, place) {
    return this.#perform(
      async () => {
        const { queue } = this.#party().state;
        const { title } = queue.items[queue.placeOf(clipId)];
        await this.#party().command("queue-move", { clip_id: clipId, place });
        setText(element("queue-told"), t("queue.moved", { title, place: place + 1, count: queue.items.length }));
      },
      { deed: "queue" },
    );
  }

  #command(type, extra = {}) {
    return this.#perform(() => this.#party().command(type, extra), { deed: "queue" });
  }

  #onGripKey(event, clipId) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const { queue } = this.#party().state;
    const place = queue.placeOf(clipId) + step;
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      if (place >= 0 && place < queue.items.length) {
        this.#move(clipId, place);
      }
    }
  }

  /** Pointer events move rows with fingers as well as with a mouse; the server is asked when the row is let go. */
  #bindDrag(list) {
    list.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest(".grip");
      if (grip && event.button === 0 && this.#drag === null) {
        const row = grip.closest("li");
        this.#drag = { row, from: [...list.children].indexOf(row), isHeld: true };
        row.classList.add("dragged");
      }
    });
    // A row that moves in the document loses a captured pointer, hence the whole document listens.
    document.addEventListener("pointermove", (event) => this.#drag?.isHeld && this.#dragTo(list, event.clientY));
    document.addEventListener("pointerup", () => this.#drag?.isHeld && this.#drop(list));
    document.addEventListener("pointercancel", () => this.#drag?.isHeld && this.#letGo());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#drag?.isHeld && this.#letGo());
  }

  #dragTo(list, y) {
    scrollAtEdge(element("queue"), y);
    const others = [...list.children].filter((row) => row !== this.#drag.row);
    const below = others.find((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    if ((below ?? null) !== this.#drag.row.nextElementSibling) {
      list.insertBefore(this.#drag.row, below ?? null);
    }
  }

  async #drop(list) {
    const { row, from } = this.#drag;
    this.#drag.isHeld = false;
    const place = [...list.children].indexOf(row);
    if (place !== from) {
      await this.#move(row.dataset.key, place); // it stays where it was put until the server has answered
    }
    this.#letGo();
  }

  #letGo() {
    this.#drag?.row.classList.remove("dragged");
    this.#drag = null;
    if (this.#party()) {
      this.draw();
    }
  }
}

/** A list longer than its panel moves on under a hand at its edge. */
function scrollAtEdge(panel, y) {
  const { top, bottom } = panel.getBoundingClientRect();
  const beyond = y < top + EDGE_PX ? y - top - EDGE_PX : Math.max(0, y - bottom + EDGE_PX);
  panel.scrollTop += beyond / 3;
}
