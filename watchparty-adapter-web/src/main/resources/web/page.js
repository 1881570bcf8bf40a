// The page: signs in, creates or joins a party, and shows one view at a time.
//
// For tests and for the curious, window.watchparty answers what this page has measured; see `measurements` below.

import { Account } from "./account.js";
import { playlistItem } from "./film.js";
import { Party } from "./party.js";
import { PartyView } from "./party-view.js";
import { Rest, RestError } from "./rest.js";

const VIEWS = { "sign-in": "sign-in-title", lobby: "lobby-title", party: "party-title" };
const INVITE_PATH = /^\/watch-parties\/([A-Za-z0-9]{6})\/?$/;

const element = (id) => document.getElementById(id);

const rest = new Rest(() => account.token);
const account = new Account(() => rest);
let party = null;

const view = new PartyView({ party: () => party, perform, onLeft: (sentence) => leaveFor("lobby", sentence) });

element("sign-in-form").addEventListener("submit", (event) => submit(event, async ({ display_name }) => {
  await account.signInAsGuest(display_name.trim());
  await enter();
}));
element("create-form").addEventListener("submit", (event) => submit(event, create));
element("join-form").addEventListener("submit", (event) => submit(event, ({ code, password }) =>
  join(code.trim().toUpperCase(), password)));
element("sign-out").addEventListener("click", () => {
  account.forget();
  leaveFor("sign-in");
});
window.addEventListener("popstate", () => {
  closeParty();
  perform(enter);
});
window.watchparty = measurements();
perform(enter);

/** Goes where the address says, as far as the visitor is known. */
async function enter() {
  const code = invitedTo();
  if (!account.token) {
    show("sign-in");
    return;
  }
  if (code === null) {
    show("lobby");
    return;
  }
  try {
    await join(code);
  } catch (refusal) {
    if (refusal.status !== 401) {
      show("lobby");
      element("code").value = code;
    }
    throw refusal;
  }
}

async function create({ title, address }) {
  const item = await playlistItem(address.trim());
  const playlist = await rest.post("/playlists", { title: item.title, visibility: "private", items: [item] });
  const created = await rest.post("/watch-parties", { title: title.trim(), playlist_id: playlist.id });
  open({ ...created.party, invite_code: created.invite_code }, created.invite_url);
}

async function join(code, password) {
  try {
    const joined = await rest.post(`/watch-parties/${encodeURIComponent(code)}/join`, password ? { password } : {});
    open(joined.party, joined.invite_url);
  } catch (refusal) {
    if (refusal.code === "PASSWORD_REQUIRED" || refusal.code === "INVALID_PASSWORD") {
      element("password-row").hidden = false;
      setTimeout(() => element("password").focus());
    }
    throw refusal;
  }
}

function open(joined, inviteUrl) {
  closeParty();
  const path = `/watch-parties/${joined.invite_code}`;
  if (location.pathname !== path) {
    history.pushState(null, "", path);
  }
  element("join-form").reset();
  element("password-row").hidden = true;
  party = new Party({
    rest,
    account,
    video: element("video"),
    party: joined,
    inviteUrl,
    onChange: () => view.draw(),
    onFilm: (sentence) => view.showFilmNotice(sentence),
    onRefusal: notice,
    onFarewell: (sentence, isSignedOut) => {
      if (isSignedOut) {
        account.forget();
      }
      leaveFor(isSignedOut ? "sign-in" : "lobby", sentence);
    },
  });
  show("party");
  view.draw();
}

function closeParty() {
  party?.close();
  party = null;
  view.showFilmNotice(null);
  document.title = "Watchparty";
  delete document.body.dataset.connection;
  delete document.body.dataset.playing;
}

/** Leaves the party's view; an expired sign-in keeps the party's address, so that signing in leads back to it. */
function leaveFor(name, sentence = "") {
  closeParty();
  if (name === "lobby") {
    history.replaceState(null, "", "/");
  }
  show(name);
  notice(sentence);
}

function show(name) {
  const code = invitedTo();
  Object.keys(VIEWS).forEach((other) => (element(other).hidden = other !== name));
  element("sign-in-why").textContent = code === null
    ? "The same film at the same moment, far apart."
    : `You are invited to party ${code}. Say who you are, and come in.`;
  element("who").hidden = !account.user;
  element("who-name").textContent = account.user?.display_name ?? "";
  notice("");
  element(VIEWS[name]).focus({ preventScroll: true });
}

function invitedTo() {
  return INVITE_PATH.exec(location.pathname)?.[1].toUpperCase() ?? null;
}

async function submit(event, action) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  await perform(() => action(Object.fromEntries(new FormData(form))));
  button.disabled = false;
}

/** Runs an action and shows its failure as a sentence. */
async function perform(action) {
  notice("");
  try {
    await action();
  } catch (refusal) {
    if (refusal instanceof RestError && refusal.status === 401) {
      account.forget();
      leaveFor("sign-in", "Your sign-in has expired. Please sign in again.");
    } else {
      notice(refusal.message);
    }
  }
}

function notice(sentence) {
  element("notice").textContent = sentence;
  element("notice").hidden = sentence === "";
}

/**
 * What this page has measured. Positions and times are milliseconds; times are the server's.
 *
 * skewSample() answers null outside a party, else {positionMs, serverTimeMs, wantedMs, isPlaying, rate, frame}: the
 * player was at positionMs at serverTimeMs, where the timeline wanted wantedMs; frame is the last one shown, as
 * {positionMs, serverTimeMs}, or null. While both play, two pages' skew is the difference of their
 * positionMs - serverTimeMs. clock() answers {offsetMs, roundTripMs, uncertaintyMs}; follower() {phase, driftMs,
 * factor, jumps, seekCostMs, startCostMs}; party() {id, code, version, role, connection}. The body carries
 * data-connection and data-playing.
 */
function measurements() {
  return {
    skewSample() {
      if (!party?.timeline) {
        return null;
      }
      const video = element("video");
      const serverTimeMs = party.serverNow;
      return {
        positionMs: video.currentTime * 1000,
        serverTimeMs,
        wantedMs: party.timeline.positionAt(serverTimeMs),
        isPlaying: party.timeline.isRunningAt(serverTimeMs) && !video.paused,
        rate: party.timeline.rate,
        frame: party.follower.frame,
      };
    },
    clock: () => party && party.clock,
    follower: () => party && party.follower.measured,
    party: () => party && {
      id: party.id,
      code: party.code,
      version: party.version,
      role: party.role,
      connection: party.connectionState,
    },
  };
}
