// What the controls do for this person alone: sound, captions, a small picture, and the press that a browser wants.

import { element, setIcon, setText } from "./dom.js";
import { mediaOf } from "./film-player.js";
import { openMenu } from "./menu.js";
import { spokenLanguage, t } from "./words.js";

const KEPT_AS = "watchparty.volume";
const VOLUME_STEP = 0.1;

/** One person's own player in the party that `party()` answers; made once for the page. */
export class OwnView {
  #party;
  #sound = keptSound();

  constructor({ party }) {
    this.#party = party;
    element("press").addEventListener("click", () => this.#press());
    element("mute").addEventListener("click", () => this.toggleMuted());
    element("volume").addEventListener("input", () => this.#setVolume(Number(element("volume").value)));
    element("captions").addEventListener("click", () => this.#offerCaptions());
    element("picture").addEventListener("click", () => this.togglePicture());
  }

  draw() {
    this.#drawPress();
    const { volume } = this.#sound;
    const isMuted = this.#isSilent;
    element("mute").setAttribute("aria-pressed", isMuted);
    setIcon("mute", isMuted || volume === 0 ? "silence" : "sound");
    element("volume").value = isMuted ? 0 : volume;
    element("captions").hidden = this.#party().textTracks.length === 0;
    element("picture").hidden = !document.pictureInPictureEnabled || !(mediaOf() instanceof HTMLVideoElement);
  }

  /** What the menu offers where there is no room for it among the controls. */
  entries() {
    const isOffered = !element("picture").hidden && element("picture").offsetParent === null;
    return isOffered ? [{ words: t("player.picture"), act: () => this.togglePicture() }] : [];
  }

  toggleMuted() {
    if (this.#isSilent) {
      this.#press();
    } else {
      this.#keep({ ...this.#sound, isMuted: true });
    }
  }

  louderBy(steps) {
    this.#setVolume(Math.min(1, Math.max(0, this.#sound.volume + steps * VOLUME_STEP)));
  }

  async togglePicture() {
    try {
      if (document.pictureInPictureElement) {
        await document.exitPictureInPicture();
      } else {
        await mediaOf()?.requestPictureInPicture();
      }
    } catch {
      // The browser does not let it go now; the film is where it was.
    }
  }

  /** Whether this person wants silence, or the browser does until it is pressed. */
  get #isSilent() {
    return this.#sound.isMuted || this.#party().sound === "muted";
  }

  #drawPress() {
    const { sound } = this.#party();
    const isWanted = sound === "blocked" || (sound === "muted" && !this.#sound.isMuted);
    element("press").hidden = !isWanted;
    element("press").dataset.kind = sound;
    setText(element("press"), isWanted ? t(`press.${sound}`) : "");
  }

  #press() {
    const party = this.#party();
    this.#keep({ ...this.#sound, isMuted: false });
    party.allowSound();
    this.draw();
  }

  #setVolume(volume) {
    this.#keep({ volume, isMuted: volume === 0 });
  }

  #keep(sound) {
    this.#sound = { ...sound, volume: sound.volume || this.#sound.volume };
    try {
      localStorage.setItem(KEPT_AS, JSON.stringify(this.#sound));
    } catch {
      // Then it holds for as long as the page is open.
    }
    this.apply();
    this.draw();
  }

  /** Holds in the party there is now; the next one knows nothing of it. */
  apply() {
    const party = this.#party();
    if (party !== null) {
      party.volume = this.#sound.volume;
      party.isMuted = this.#sound.isMuted;
    }
  }

  #offerCaptions() {
    const party = this.#party();
    const tracks = party.textTracks;
    openMenu(element("captions"), [
      {
        words: t("player.captions-off"),
        isChosen: !tracks.some(({ isShown }) => isShown),
        act: () => party.showTextTrack(null),
      },
      ...tracks.map(({ id, label, language, isShown }, place) => ({
        words: label || languageName(language) || t("player.captions-number", { number: place + 1 }),
        isChosen: isShown,
        act: () => party.showTextTrack(id),
      })),
    ]);
  }
}

/** What a language is called in the language of the page; empty for one that is not told. */
function languageName(tag) {
  try {
    return tag === "" ? "" : new Intl.DisplayNames(spokenLanguage(), { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

function keptSound() {
  try {
    const { volume, isMuted } = JSON.parse(localStorage.getItem(KEPT_AS)) ?? {};
    return { volume: volume > 0 && volume <= 1 ? volume : 1, isMuted: isMuted === true };
  } catch {
    return { volume: 1, isMuted: false };
  }
}
