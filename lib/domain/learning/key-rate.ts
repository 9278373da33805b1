// The rate of a key as it is believed: that of all verdicts, moved by the key's term.
import { logOdds, probability } from './risk-basis';

/** `term` in log-odds; a key without verdicts has the rate of the whole. */
export function keyRate(term: number, { runs, changed }: { runs: number; changed: number }): number {
  return runs === 0 ? 0 : probability(logOdds(changed / runs) + term);
}
