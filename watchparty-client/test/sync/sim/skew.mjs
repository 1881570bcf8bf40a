// How far apart players are.

/** The value below which the given share of them lies; NaN of none. */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
}

const PAIRS_MAX = 2_000;

/** Gathers the distances of all pairs, or of many drawn by lot where all would be too many. */
export class Skew {
  distances = [];
  #random;

  constructor(random) {
    this.#random = random;
  }

  /** Takes the errors of all players at one instant; those that do not play are null. */
  take(errors) {
    const known = errors.filter((error) => error !== null);
    const pairs = (known.length * (known.length - 1)) / 2;
    if (pairs > PAIRS_MAX) {
      for (let n = 0; n < PAIRS_MAX; n++) {
        this.#add(this.#any(known), this.#any(known));
      }
      return;
    }
    known.forEach((one, index) => known.slice(index + 1).forEach((other) => this.#add(one, other)));
  }

  get p50() {
    return quantile(this.distances, 0.5);
  }

  get p95() {
    return quantile(this.distances, 0.95);
  }

  get p99() {
    return quantile(this.distances, 0.99);
  }

  get max() {
    return quantile(this.distances, 1);
  }

  #any(values) {
    return values[Math.floor(this.#random.between(0, values.length))];
  }

  #add(one, other) {
    this.distances.push(Math.abs(one - other));
  }
}
