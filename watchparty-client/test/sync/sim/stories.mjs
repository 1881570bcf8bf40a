// What happens at parties, and how far apart the players are then. Told by tests and by `npm run simulate`.

import { Party } from "./party.mjs";
import { Skew } from "./skew.mjs";

export const SETTLED_AFTER_MS = 15_000;
const LOOK_EVERY_MS = 500;

/** A party of so many that all came in, and plays. */
export async function playingParty({ seed, clients, how }) {
  const party = new Party({ seed });
  party.joinMany(clients, how);
  await party.pass(4_000);
  party.play();
  return party;
}

/** Nothing happens for a while. */
export async function steadyPlay({ seed, clients, ms, how }) {
  const party = await playingParty({ seed, clients, how });
  await party.pass(SETTLED_AFTER_MS);
  const skew = new Skew(party.random);
  const seeksBefore = seeksOf(party);
  await party.pass(ms, { everyMs: LOOK_EVERY_MS, look: () => skew.take(party.errors) });
  return { party, skew, seeks: seeksOf(party) - seeksBefore };
}

/** Somebody does something; what is measured is two seconds later. */
export async function command({ seed, clients, act, how }) {
  const party = await playingParty({ seed, clients, how });
  await party.pass(SETTLED_AFTER_MS);
  await act(party);
  await party.pass(2_000);
  const skew = new Skew(party.random);
  skew.take(party.errors);
  return { party, skew, playing: party.errors.filter((error) => error !== null).length };
}

export const COMMANDS = {
  seek: (party) => party.seek(1_800_000),
  "seek by 100 ms": (party) => party.seek(party.timeline.positionAt(party.serverNow) + 100),
  "rate 1.5": (party) => party.rate(1.5),
  "rate 0.5": (party) => party.rate(0.5),
  "pause and play": async (party) => {
    party.pause();
    await party.pass(1_500);
    party.play();
  },
  "pause, play at once": async (party) => {
    party.pause();
    await party.pass(100);
    party.play();
  },
  "three seeks in a second": async (party) => {
    for (const positionMs of [600_000, 1_200_000, 30_000]) {
      party.seek(positionMs);
      await party.pass(400);
    }
  },
};

/** Some come late; what is measured is how far they are from the others three seconds after they knocked. */
export async function lateJoin({ seed, clients, late, how }) {
  const party = await playingParty({ seed, clients, how });
  await party.pass(SETTLED_AFTER_MS);
  const room = [...party.clients];
  const before = { seeks: seeksOf(party), frame: party.frame("sync") };
  const newcomers = party.joinMany(late, how);
  await party.pass(3_000);
  const distances = newcomers.flatMap(({ errorMs }) => room.map((other) => Math.abs(errorMs - other.errorMs)));
  const isRoomUntouched = room.reduce((sum, { player }) => sum + player.seeks.length, 0) === before.seeks
    && party.frame("sync").version === before.frame.version;
  return { party, distances, isRoomUntouched, playing: newcomers.filter(({ errorMs }) => errorMs !== null).length };
}

/** Half of all lose the network for ten seconds, and somebody seeks meanwhile. */
export async function outage({ seed, clients }) {
  const party = await playingParty({ seed, clients });
  await party.pass(SETTLED_AFTER_MS);
  const cut = party.clients.filter((_, index) => index % 2 === 0);
  cut.forEach((client) => client.link.cut(10_000));
  await party.pass(3_000);
  party.seek(600_000);
  await party.pass(7_000 + 2_500);
  const skew = new Skew(party.random);
  skew.take(party.errors);
  return { party, skew };
}

export function seeksOf(party) {
  return party.clients.reduce((sum, { player }) => sum + player.seeks.length, 0);
}
