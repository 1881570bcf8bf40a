// The statistics page of one party: numbers and two charts.

import { peopleChart, reactionsChart } from "./charts.js";
import { element, fillSelect, setText } from "./dom.js";
import { figures } from "./lobby-view.js";
import { barsOf, figuresOf, filmsOf, stepsOf } from "./statistics.js";
import { whenOf } from "./words.js";

const BUCKET_MS = 10_000;

/** The page at #/statistics/<party>; made once for the page. */
export class StatisticsView {
  #rest;
  #series = null;

  constructor({ rest }) {
    this.#rest = rest;
    element("chart-film").addEventListener("change", (event) => this.#drawReactions(event.target.value || null));
  }

  async open(partyId) {
    this.#clear();
    const path = `/watch-parties/${encodeURIComponent(partyId)}`;
    const [analytics, series, party] = await Promise.all([
      this.#rest.get(`${path}/analytics`),
      this.#rest.get(`${path}/analytics/series`),
      // Who may see the numbers may not always look in: then the page has no title.
      this.#rest.get(path).catch(() => null),
    ]);
    this.#series = series;
    const title = party ? `${party.title}: statistics` : "Statistics";
    setText(element("statistics-title"), title);
    document.title = `${title} · Watchparty`;
    setText(element("statistics-when"), party ? whenWords(party) : "");
    element("figures").replaceChildren(...figures(figuresOf(analytics, series)));
    element("people-chart").replaceChildren(...peopleChart(stepsOf(series.people, Date.now())));
    await this.#drawFilms(party);
  }

  #clear() {
    setText(element("statistics-title"), "Statistics");
    ["statistics-when", "figures", "people-chart", "reactions-chart"].forEach((id) => element(id).replaceChildren());
    element("chart-film").hidden = true;
  }

  async #drawFilms(party) {
    const films = filmsOf(this.#series.reactions, await this.#playlistOf(party));
    fillSelect(
      element("chart-film"),
      films.map(({ clipId, title }) => [clipId ?? "", title]),
    );
    element("chart-film").hidden = films.length < 2;
    this.#drawReactions(films[0]?.clipId ?? null);
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

  #drawReactions(clipId) {
    const { reactions, bucket_ms: bucketMs = BUCKET_MS } = this.#series;
    element("reactions-chart").replaceChildren(...reactionsChart(barsOf(reactions, clipId, bucketMs)));
  }
}

function whenWords({ created_at: createdAt, started_at: startedAt, ended_at: endedAt }) {
  const from = whenOf(startedAt ?? createdAt);
  return endedAt ? `${from} to ${whenOf(endedAt)}` : `Since ${from}, still going on`;
}
