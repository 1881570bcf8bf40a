// The statistics page of one party: numbers and two charts.

import { peopleChart, reactionsChart } from "./charts.js";
import { element, fillSelect, setText } from "./dom.js";
import { drawState, figures } from "./lobby-view.js";
import { Reading } from "./reading.js";
import { barsOf, figuresOf, filmsOf, stepsOf } from "./statistics.js";
import { t, whenOf, whenReworded } from "./words.js";

const BUCKET_MS = 10_000;

/** The page at #/statistics/<party>; made once for the page. */
export class StatisticsView {
  #rest;
  #reading;
  #partyId = null;
  #known = null;
  #clipId = null;

  /** `onRefused(refusal)` is told when the numbers are not for this visitor; `time` is the library's. */
  constructor({ rest, onRefused, time }) {
    this.#rest = rest;
    this.#reading = new Reading({ read: () => this.#read(), onChange: () => this.#draw(), onRefused, time });
    element("chart-film").addEventListener("change", (event) => {
      this.#clipId = event.target.value || null;
      this.#drawReactions();
    });
    window.addEventListener("online", () => this.#isSeen && this.#reading.nudge());
    window.addEventListener("resize", () => this.#isSeen && this.#drawWider());
    whenReworded(() => this.#isSeen && this.#draw());
  }

  async open(partyId) {
    this.#partyId = partyId;
    this.#known = null;
    this.#clipId = null;
    this.#reading.state = "unread";
    await this.#reading.now();
  }

  close() {
    this.#reading.stop();
  }

  get #isSeen() {
    return !element("statistics").hidden;
  }

  async #read() {
    const path = `/watch-parties/${encodeURIComponent(this.#partyId)}`;
    const [analytics, series, party] = await Promise.all([
      this.#rest.get(`${path}/analytics`),
      this.#rest.get(`${path}/analytics/series`),
      // Who may see the numbers may not always look in: then the page has no title.
      this.#rest.get(path).catch(() => null),
    ]);
    this.#known = { analytics, series, party, playlist: await this.#playlistOf(party) };
  }

  /** The titles of films; without them they are numbered. */
  async #playlistOf(party) {
    if (!party?.playlist_id) {
      return [];
    }
    try {
      return (await this.#rest.get(`/playlists/${party.playlist_id}`)).items;
    } catch {
      return [];
    }
  }

  #draw() {
    const { analytics, series, party } = this.#known ?? {};
    const title = party ? t("statistics.title-of", { title: party.title }) : t("statistics.title");
    setText(element("statistics-title"), title);
    document.title = `${title} · Watchparty`;
    setText(element("statistics-when"), party ? whenWords(party) : "");
    drawState("statistics", this.#reading.state);
    element("statistics-charts").hidden = this.#known === null;
    element("figures").replaceChildren(...(this.#known ? figures(figuresOf(analytics, series)) : []));
    if (this.#known) {
      element("people-chart").replaceChildren(...peopleChart(stepsOf(series.people, Date.now()), widthOf("people-chart")));
      this.#drawFilms();
    }
  }

  /** Charts are drawn for the width there is, so that their words stay readable. */
  #drawWider() {
    const drawn = element("people-chart").querySelector("svg")?.viewBox.baseVal.width;
    if (drawn !== undefined && drawn !== widthOf("people-chart")) {
      this.#draw();
    }
  }

  #drawFilms() {
    const { series, playlist } = this.#known;
    const films = filmsOf(series.reactions, playlist);
    this.#clipId ??= films[0]?.clipId ?? null;
    fillSelect(
      element("chart-film"),
      films.map(({ clipId, title }) => [clipId ?? "", title]),
      this.#clipId ?? "",
    );
    element("chart-film").hidden = films.length < 2;
    this.#drawReactions();
  }

  #drawReactions() {
    const { reactions, bucket_ms: bucketMs = BUCKET_MS } = this.#known.series;
    element("reactions-chart").replaceChildren(...reactionsChart(barsOf(reactions, this.#clipId, bucketMs), widthOf("reactions-chart")));
  }
}

function whenWords({ created_at: createdAt, started_at: startedAt, ended_at: endedAt }) {
  const from = whenOf(startedAt ?? createdAt);
  return endedAt ? t("statistics.from-to", { from, to: whenOf(endedAt) }) : t("statistics.since", { from });
}

function widthOf(id) {
  return Math.max(240, Math.round(element(id).clientWidth));
}
