// Prints how far apart a thousand simulated players are: `npm run simulate`, or `npm run simulate -- 200` for fewer.

import { quantile } from "./skew.mjs";
import { COMMANDS, command, lateJoin, outage, playingParty, SETTLED_AFTER_MS, steadyPlay } from "./stories.mjs";

const clients = Number(process.argv[2] ?? 1_000);
const seed = Number(process.argv[3] ?? 1);
const LATE_SHARE = 0.1;
const ROW = { name: 46, number: 9 };

const begunAt = performance.now();
console.log(`${clients} clients in one party, seed ${seed}: round trips of 10-300 ms, jitter up to 50 ms each way, up to 1 % loss,`);
console.log("clocks wrong by up to 10 minutes and 100 ppm. Distance of all pairs in milliseconds:\n");
say("", "p50", "p95", "p99", "max");

const steady = await steadyPlay({ seed, clients, ms: 120_000 });
row("steady play, two minutes", steady.skew.distances);
for (const [name, act] of Object.entries(COMMANDS)) {
  row(`2 s after: ${name}`, (await command({ seed, clients, act })).skew.distances);
}
const late = Math.max(1, Math.round(clients * LATE_SHARE));
row(`${late} late joiners to the others, after 3 s`, (await lateJoin({ seed, clients: clients - late, late })).distances);
row("2.5 s after an outage of 10 s with a seek in it", (await outage({ seed, clients })).skew.distances);
row("half of them hidden, timers once a second", await hidden());

const { jumps, rates } = steady.party.clients.reduce(
  (sum, { engine, player }) => ({ jumps: sum.jumps + engine.measured.jumps, rates: sum.rates + player.rates.length }),
  { jumps: 0, rates: 0 },
);
console.log(`\nIn steady play: ${steady.seeks} seeks, ${jumps} jumps, ${(rates / clients).toFixed(1)} changes of rate each.`);
console.log(`${((performance.now() - begunAt) / 1_000).toFixed(1)} s.`);

async function hidden() {
  const party = await playingParty({ seed, clients });
  await party.pass(SETTLED_AFTER_MS);
  party.clients.filter((_, index) => index % 2 === 0).forEach(({ device }) => device.throttle(1_000));
  await party.pass(60_000);
  const errors = party.errors.filter((error) => error !== null);
  return errors.flatMap((one, index) => errors.slice(index + 1).filter((_, at) => at % 10 === 0).map((other) => Math.abs(one - other)));
}

function row(name, distances) {
  say(name, ...[0.5, 0.95, 0.99, 1].map((share) => quantile(distances, share).toFixed(1)));
}

function say(name, ...numbers) {
  console.log(name.padEnd(ROW.name) + numbers.map((number) => number.padStart(ROW.number)).join(""));
}
