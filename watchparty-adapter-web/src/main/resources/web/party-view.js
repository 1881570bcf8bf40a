// What of a party is to be seen and pressed.

const REDRAW_MS = 200;
const ARROW_MS = 5_000;
const KEY_SEEK_AFTER_MS = 200;
const ROLES = { host: "host", "co-host": "co-host", viewer: "viewer" };

const element = (id) => document.getElementById(id);

/** Shows the party that `party()` answers (null: none) and turns presses into its commands; made once for the page. */
export class PartyView {
  #party;
  #perform;
  #isDragging = false;
  #seekTimer = null;
  #drawnPeople = "";
  #drawnPlaylist = "";

  /** `perform` runs an asynchronous action and shows its failure as a sentence. */
  constructor({ party, perform, onLeft }) {
    this.#party = party;
    this.#perform = perform;
    this.#bindControls();
    this.#bindOwn();
    this.#bindMembership(onLeft);
    document.addEventListener("keydown", (event) => this.#onKey(event));
    setInterval(() => this.#drawProgress(), REDRAW_MS);
  }

  draw() {
    const party = this.#party();
    if (!party) {
      return;
    }
    this.#drawInvite(party);
    this.#drawControls(party);
    this.#drawPeople(party);
    this.#drawPlaylist(party);
    this.#drawPress(party);
    this.#drawProgress();
  }

  showFilmNotice(sentence) {
    element("film-notice").textContent = sentence ?? "";
    element("film-notice").hidden = sentence === null;
  }

  #drawInvite(party) {
    element("party-title").textContent = party.title;
    element("invite-code").textContent = party.code;
    element("invite-url").value = party.inviteUrl;
    document.title = `${party.title} · Watchparty`;
  }

  #drawControls(party) {
    const isPlaying = party.timeline?.isPlaying === true;
    element("controls").disabled = !party.mayControl || party.connectionState !== "open";
    element("controls-why").hidden = party.mayControl;
    element("play").textContent = isPlaying ? "Pause" : "Play";
    element("end").hidden = !party.isHost;
    element("next").disabled = party.playlist.length < 2;
    document.body.dataset.connection = party.connectionState;
    document.body.dataset.playing = isPlaying;
  }

  #drawProgress() {
    const party = this.#party();
    if (!party) {
      return;
    }
    const seek = element("seek");
    const durationMs = party.durationMs;
    const positionMs = Math.min(party.positionMs, durationMs || Infinity);
    seek.max = Math.round(durationMs);
    if (!this.#isDragging && this.#seekTimer === null) {
      seek.value = positionMs;
    }
    const shownMs = Number(seek.value);
    const words = `${clockOf(shownMs)} / ${clockOf(durationMs)}`;
    element("time").textContent = words;
    seek.setAttribute("aria-valuetext", words);
    element("step").textContent = stepOf(party);
    setText(element("status"), connectionSentence(party));
    element("reconnect").hidden = party.connectionState !== "waiting";
  }

  #drawPeople(party) {
    const people = party.participants.inOrder();
    const drawn = JSON.stringify(people);
    if (drawn === this.#drawnPeople) {
      return;
    }
    this.#drawnPeople = drawn;
    element("here-count").textContent =
      `${people.filter((participant) => participant.isConnected).length} connected, room for ${party.maxParticipants}`;
    element("participants").replaceChildren(...people.map(({ name, role, isConnected }) => {
      const item = document.createElement("li");
      item.dataset.connected = isConnected;
      item.textContent = `${name}, ${ROLES[role] ?? role}${isConnected ? "" : ", away"}`;
      return item;
    }));
  }

  #drawPlaylist(party) {
    const drawn = JSON.stringify([party.playlist, party.clipId, party.mayControl]);
    if (drawn === this.#drawnPlaylist) {
      return;
    }
    this.#drawnPlaylist = drawn;
    element("playlist-section").hidden = party.playlist.length === 0;
    element("playlist").replaceChildren(...party.playlist.map((clip) => {
      const item = document.createElement("li");
      if (clip.id === party.clipId) {
        item.setAttribute("aria-current", "true");
      }
      if (party.mayControl && clip.id !== party.clipId) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = clip.title;
        button.addEventListener("click", () => this.#perform(() => party.skip(clip.id)));
        item.append(button);
      } else {
        item.textContent = clip.title;
      }
      return item;
    }));
  }

  #drawPress(party) {
    const words = { blocked: "Press to watch", muted: "Sound is off. Press to hear" }[party.sound];
    const isMutedStill = party.sound !== "muted" || element("video").muted;
    element("press").hidden = words === undefined || !isMutedStill;
    element("press").textContent = words ?? "";
    this.#drawMute();
  }

  #drawMute() {
    const { muted } = element("video");
    element("mute").textContent = muted ? "Unmute" : "Mute";
    element("mute").setAttribute("aria-pressed", muted);
  }

  #bindControls() {
    const seek = element("seek");
    element("play").addEventListener("click", () => this.#playOrPause());
    element("next").addEventListener("click", () => this.#perform(() => this.#party().skip()));
    seek.addEventListener("pointerdown", () => (this.#isDragging = true));
    seek.addEventListener("input", () => this.#drawProgress());
    seek.addEventListener("change", () => {
      this.#isDragging = false;
      this.#seekSoon(Number(seek.value));
    });
    seek.addEventListener("keydown", (event) => this.#onSeekKey(event));
    window.addEventListener("pointerup", () => (this.#isDragging = false));
    window.addEventListener("pointercancel", () => (this.#isDragging = false));
  }

  #onSeekKey(event) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      this.#seekBy(step * ARROW_MS);
    }
  }

  #seekBy(distanceMs) {
    const seek = element("seek");
    seek.value = Number(seek.value) + distanceMs;
    this.#seekSoon(Number(seek.value));
  }

  /** A held key or a nervous hand becomes one command. */
  #seekSoon(positionMs) {
    clearTimeout(this.#seekTimer);
    this.#seekTimer = setTimeout(() => {
      this.#perform(() => this.#party()?.seek(positionMs)).finally(() => (this.#seekTimer = null));
    }, KEY_SEEK_AFTER_MS);
    this.#drawProgress();
  }

  #playOrPause() {
    const party = this.#party();
    return this.#perform(() => (party.timeline?.isPlaying ? party.pause() : party.play()));
  }

  #bindOwn() {
    const video = element("video");
    element("press").addEventListener("click", () => {
      const party = this.#party();
      party.sound = "heard";
      party.follower.allowSound();
      this.#drawPress(party);
    });
    element("mute").addEventListener("click", () => (video.muted = !video.muted));
    element("volume").addEventListener("input", () => (video.volume = Number(element("volume").value)));
    video.addEventListener("volumechange", () => this.#party() && this.#drawPress(this.#party()));
    element("full-screen").hidden = !document.fullscreenEnabled;
    element("full-screen").addEventListener("click", toggleFullScreen);
    element("reconnect").addEventListener("click", () => this.#party()?.reconnect());
  }

  #bindMembership(onLeft) {
    const dialog = element("end-dialog");
    element("copy").addEventListener("click", () => this.#perform(copyInvite));
    element("leave").addEventListener("click", () => this.#perform(async () => {
      await this.#party().leave();
      onLeft("You have left the party.");
    }));
    element("end").addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "end") {
        this.#perform(async () => {
          await this.#party()?.end();
          onLeft("The party has ended.");
        });
      }
      dialog.returnValue = "";
    });
  }

  #onKey(event) {
    const party = this.#party();
    const isElsewhere = event.target.closest("input, button, select, textarea, dialog, a") !== null;
    if (!party || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = {
      " ": () => party.mayControl && this.#playOrPause(),
      k: () => party.mayControl && this.#playOrPause(),
      ArrowLeft: () => party.mayControl && this.#seekBy(-ARROW_MS),
      ArrowRight: () => party.mayControl && this.#seekBy(ARROW_MS),
      m: () => element("mute").click(),
      f: toggleFullScreen,
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }
}

function connectionSentence(party) {
  switch (party.connectionState) {
    case "open":
      return "Connected.";
    case "waiting": {
      const seconds = Math.max(1, Math.ceil((party.retryAt - performance.now()) / 1000));
      return `Connection lost. Trying again in ${seconds} s.`;
    }
    default:
      return "Connecting…";
  }
}

function stepOf(party) {
  const { driftMs, phase } = party.follower.measured;
  const { uncertaintyMs } = party.clock;
  const clock = Number.isFinite(uncertaintyMs) ? `, clock within ${Math.max(1, Math.round(uncertaintyMs))} ms` : "";
  if (phase === "placing") {
    return `Falling in${clock}`;
  }
  if (driftMs === null || party.timeline?.isPlaying !== true) {
    return clock.slice(2);
  }
  const rounded = Math.round(driftMs);
  return `${Math.abs(rounded)} ms ${rounded < 0 ? "behind" : "ahead"}${clock}`;
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

function toggleFullScreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    element("screen").requestFullscreen();
  }
}

/** A live region speaks whenever it is written to, so it is written to only when it says something else. */
function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

function clockOf(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const twoDigits = (number) => String(number).padStart(2, "0");
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}
