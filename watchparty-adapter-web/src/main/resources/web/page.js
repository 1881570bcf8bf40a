// The page: signs in, creates or joins a party, and shows one view at a time.
//
// For tests and for the curious, window.watchparty answers what this page has measured; see `measurements` below.

import { Account } from "./account.js";
import { AccountView } from "./account-view.js";
import { element, say, setText, word } from "./dom.js";
import { playlistItem } from "./film.js";
import { bindLanguageMenu, speakAsWished } from "./language.js";
import { busy, drawState, LobbyView } from "./lobby-view.js";
import { closeMenu } from "./menu.js";
import { filmSentence, Mistake, newsSentence, problemSentence, refusalSentence } from "./news.js";
import { PartyView } from "./party-view.js";
import { Reading } from "./reading.js";
import { mayStudy, passwordProblem } from "./settings.js";
import { t, whenReworded } from "./words.js";
import { Farewell, RestError, WatchpartyServer } from "/client/index.js";
import { systemTime } from "/client/sync.js";

const VIEWS = {
  "sign-in": "sign-in-title",
  entering: "entering-title",
  lobby: "lobby-title",
  party: "party-title",
  statistics: "statistics-title",
  farewell: "farewell-title",
};
const INVITE_PATH = /^\/watch-parties\/([A-Za-z0-9]{6})\/?$/;
const STATISTICS_HASH = /^#\/statistics\/([A-Za-z0-9-]+)$/;
const TOAST_MS = 6_000;
const PRESET_FIRST = "co-hosts";

await speakAsWished();

const account = new Account();
const server = new WatchpartyServer({ token: account.token });
const { rest } = server;
let party = null;
let entering = null;
let noticed = () => "";
let toastTimer = null;
let statistics = null;

server.on("token", (signedIn) => account.keep(signedIn));

const lobby = new LobbyView({ rest, account, perform, onJoin: (code) => join(code), time: systemTime });
const view = new PartyView({
  party: () => party,
  perform,
  onLeft(key) {
    leaveFor("lobby");
    toast(t(key));
  },
  bondWith: (userId) => lobby.friends.bondWith(userId),
  askFriend: async (userId) => {
    await lobby.friends.ask(userId);
    toast(t("friends.asked"));
  },
});
new AccountView({
  rest,
  account,
  onGone(key) {
    signOut();
    leaveFor("sign-in");
    toast(key === null ? "" : t(key));
  },
});

onSubmit("sign-in-form", signIn, { deed: "sign-in", tell: (sentence) => say("sign-in-refusal", sentence) });
onSubmit("create-form", create, { deed: "create", tell: (sentence) => say("create-refusal", sentence) });
bindPassword();
window.addEventListener("popstate", () => {
  closeParty();
  perform(enter);
});
bindLanguageMenu(() => notice(() => t("language.unreachable")));
whenReworded(() => {
  drawSignIn();
  notice(noticed);
  toast("");
});
window.addEventListener("online", () => entering?.nudge());
window.watchparty = measurements();
perform(enter);

/** The view of statistics and its charts, which are loaded when somebody looks at them first. */
async function statisticsView() {
  if (statistics === null) {
    const { StatisticsView } = await import("./statistics-view.js");
    statistics ??= new StatisticsView({
      rest,
      onRefused: (refusal) => perform(() => Promise.reject(refusal), { deed: "statistics" }),
      time: systemTime,
    });
  }
  return statistics;
}

/** Goes where the address says, as far as the visitor is known. */
async function enter() {
  const code = invitedTo();
  const statisticsOf = STATISTICS_HASH.exec(location.hash)?.[1] ?? null;
  if (!account.token) {
    show("sign-in");
    return;
  }
  if (statisticsOf !== null) {
    show("statistics");
    await (await statisticsView()).open(statisticsOf);
    return;
  }
  if (code === null) {
    show("lobby");
    return;
  }
  await enterParty(code);
}

/** Follows an invitation, patiently: while the server cannot be reached it is tried again. */
async function enterParty(code) {
  show("entering");
  setText(element("entering-title"), t("entering.title", { code }));
  entering = new Reading({
    read: () => join(code),
    onChange: () => drawState("entering", entering.state),
    onRefused: (refusal) => {
      if (refusal.status !== 401) {
        show("lobby");
        element("code").value = code;
      }
      perform(() => Promise.reject(refusal), { deed: "join", tell: (sentence) => say("join-refusal", sentence) });
    },
    time: systemTime,
  });
  await entering.now();
}

async function signIn({ display_name: name }) {
  if (name.trim() === "") {
    throw new Mistake(t("sign-in.no-name"));
  }
  await server.signInAsGuest(name.trim());
  await enter();
}

async function create(asked) {
  const problem = passwordProblem(asked.password);
  if (problem !== null) {
    throw new Mistake(problemSentence(problem));
  }
  const addresses = asked.addresses.split(/\s+/).filter((address) => address !== "");
  const items = await Promise.all((addresses.length === 0 ? [""] : addresses).map(itemOf));
  const created = await server.create({
    title: asked.title.trim(),
    items,
    visibility: asked.visibility,
    maxParticipants: Number(asked.max_participants),
    password: asked.password === "" ? undefined : asked.password,
    policy: asked.preset === PRESET_FIRST ? undefined : asked.preset,
  });
  element("create-form").reset();
  open(created);
}

function itemOf(address) {
  if (address !== "" && !/^https?:\/\/[^/]/.test(address)) {
    throw new Mistake(t("create.no-address", { address }));
  }
  return playlistItem(address);
}

/** Enters a party; one with a password asks for it. */
async function join(code, password) {
  try {
    open(await server.join(code, { password }));
  } catch (refusal) {
    if (refusal.code !== "PASSWORD_REQUIRED") {
      throw refusal;
    }
    askPassword(code);
  }
}

function askPassword(code) {
  if (element("party").hidden && element("lobby").hidden) {
    show("lobby");
  }
  element("password-form").reset();
  element("password-dialog").dataset.code = code;
  say("password-refusal", null);
  element("password-dialog").showModal();
}

function bindPassword() {
  const dialog = element("password-dialog");
  element("password-cancel").addEventListener("click", () => dialog.close());
  element("password-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    say("password-refusal", null);
    try {
      await join(dialog.dataset.code, element("password").value);
      dialog.close();
    } catch (refusal) {
      say("password-refusal", refusalSentence(refusal, "join"));
      element("password").select();
    }
  });
}

function open(joined) {
  closeParty();
  const path = `/watch-parties/${joined.code}`;
  if (location.pathname !== path || location.hash !== "") {
    history.pushState(null, "", path);
  }
  lobby.clear();
  party = joined;
  party.on("change", () => view.draw());
  party.on("film", (filmNotice) => view.showFilmNotice(filmNotice && filmSentence(filmNotice)));
  party.on("refusal", (refusal) => notice(() => refusalSentence(refusal)));
  party.on("news", (news) => news.isUrgent && toast(newsSentence(news, joined.state)));
  party.on("reaction", (reaction) => view.float(reaction));
  party.on("farewell", ({ why }) => bidFarewell(why));
  show("party");
  party.show(element("stage"));
  view.open();
}

function signOut() {
  account.forget();
  server.signOut();
}

/** What asks about a party goes with it, also where the browser's own button leads out of it. */
function closeParty() {
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  closeMenu();
  party?.close();
  party = null;
  view.close();
  document.title = "Watchparty";
  delete document.body.dataset.connection;
  delete document.body.dataset.playing;
}

/** It is over, and not by our own doing: a page of its own says why. */
function bidFarewell(why) {
  if (why === Farewell.TOKEN_EXPIRED) {
    signOut();
    leaveFor("sign-in", "farewell.token-expired");
    return;
  }
  const partyId = party?.id;
  const isStudied = why === Farewell.PARTY_ENDED && party !== null && mayStudy(party.state);
  if (why === Farewell.ERASED) {
    signOut();
  }
  closeParty();
  history.replaceState(null, "", "/");
  word(element("farewell-title"), `farewell.${why}.title`);
  word(element("farewell-why"), `farewell.${why}.why`);
  element("farewell-statistics").hidden = !isStudied;
  element("farewell-statistics").href = `/#/statistics/${partyId}`;
  show("farewell");
}

/** Leaves the party's view; an expired sign-in keeps the party's address, so that signing in leads back to it. */
function leaveFor(name, key = null) {
  closeParty();
  if (name === "lobby") {
    history.replaceState(null, "", "/");
  }
  show(name);
  notice(() => (key === null ? "" : t(key)));
}

function show(name) {
  Object.keys(VIEWS).forEach((other) => (element(other).hidden = other !== name));
  document.body.dataset.view = name;
  drawSignIn();
  element("who").hidden = !account.user;
  element("who-name").textContent = account.user?.display_name ?? "";
  notice(() => "");
  toast("");
  if (name !== "entering") {
    entering?.stop();
    entering = null;
  }
  if (name !== "statistics") {
    statistics?.close();
  }
  if (name === "lobby") {
    lobby.open();
  } else {
    lobby.close();
  }
  element(VIEWS[name]).focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function drawSignIn() {
  const code = invitedTo();
  setText(element("sign-in-why"), code === null ? t("sign-in.why") : t("sign-in.invited", { code }));
}

function invitedTo() {
  return INVITE_PATH.exec(location.pathname)?.[1].toUpperCase() ?? null;
}

/** What a form asks for is done once at a time; what was entered stays where it fails. */
function onSubmit(formId, act, how) {
  element(formId).addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = Object.fromEntries(new FormData(event.target));
    busy(event.target, () => perform(() => act(asked), how));
  });
}

/**
 * Runs an action and tells its failure as a sentence: `tell(sentence)` shows it, or null for none, and `deed` is what was
 * being done, where that makes a difference to the words.
 */
async function perform(action, { deed = null, tell = null } = {}) {
  notice(() => "");
  tell?.(null);
  try {
    await action();
  } catch (refusal) {
    if (refusal instanceof RestError && refusal.status === 401) {
      signOut();
      leaveFor("sign-in", "sign-in.expired");
    } else if (tell) {
      tell(refusalSentence(refusal, deed));
    } else {
      notice(() => refusalSentence(refusal, deed));
    }
  }
}

/** `words()` answers a sentence, or an empty one; it is asked again when another language is spoken. */
function notice(words) {
  noticed = words;
  say("notice", words());
}

/** Something that happened, said for a while; it is said aloud as well. */
function toast(sentence) {
  clearTimeout(toastTimer);
  element("toast").textContent = sentence;
  element("toast").classList.toggle("shown", sentence !== "");
  toastTimer = setTimeout(() => element("toast").classList.remove("shown"), TOAST_MS);
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
      const serverTimeMs = party.serverNow;
      return {
        positionMs: party.playerState.positionMs,
        serverTimeMs,
        wantedMs: party.timeline.positionAt(serverTimeMs),
        isPlaying: party.timeline.isRunningAt(serverTimeMs) && !party.playerState.isPaused,
        rate: party.timeline.rate,
        frame: party.frame,
      };
    },
    clock: () => party && party.clock,
    follower: () => party && party.measured,
    party: () =>
      party && {
        id: party.id,
        code: party.code,
        version: party.version,
        role: party.role,
        connection: party.connectionState,
      },
  };
}
