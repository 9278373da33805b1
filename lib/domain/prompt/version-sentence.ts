// What a comparison of two prompt versions says, in one sentence, and what it cannot say.
import type { VersionDifference } from './version-difference';
import type { CountedShare } from './version-figures';

export type Verdict = 'better' | 'worse' | 'unclear' | 'nothing';
export interface VersionVerdict {
  verdict: Verdict;
  sentence: string;
}

/** A difference of this many points is worth being seen. */
const WORTH = 0.05;

/**
 * By runs with findings. The same questions decide where there are enough of them, because they take the mix of questions out of the
 * comparison; otherwise all runs do.
 */
export function versionVerdict(
  names: { version: string; base: string },
  findings: { version: CountedShare; base: CountedShare },
  difference: VersionDifference,
): VersionVerdict {
  const { version, base } = names;
  const { paired } = difference;
  const between = difference.shares.findings;
  if (!between)
    return {
      verdict: 'nothing',
      sentence: `Nothing can be said of ${version} against ${base}: one of them has no checked run in this time.`,
    };
  const few = Math.min(findings.version.count, findings.base.count);
  if (few < MIN_RUNS) {
    const which = findings.version.count < MIN_RUNS ? version : base;
    return {
      verdict: 'nothing',
      sentence: `Nothing can be said of ${version} against ${base} yet: ${which} has ${few} checked ${few === 1 ? 'run' : 'runs'} in this time.`,
    };
  }
  if (paired && paired.pairs >= MIN_PAIRS) {
    const { onlyFirst, onlySecond, low, high, pairs } = paired;
    const verdict = low > 0 ? 'worse' : high < 0 ? 'better' : 'unclear';
    const counts = `on ${pairs} questions that both were asked, ${onlyFirst} had findings only under ${version} and ${onlySecond} only under ${base}`;
    if (verdict === 'unclear')
      return {
        verdict,
        sentence: `The data cannot tell whether ${version} is better than ${base}: ${counts}; the difference lies between ${points(low)} and ${points(high)} points.`,
      };
    return {
      verdict,
      sentence: `${version} is ${verdict} than ${base}: ${counts} (${points(low)} to ${points(high)} points, 95 % interval).`,
    };
  }
  const { low, high } = between;
  if (low > 0 || high < 0) {
    const verdict = low > 0 ? 'worse' : 'better';
    const other = ' Their questions may differ: too few were asked of both to compare like with like.';
    return {
      verdict,
      sentence: `${version} has ${low > 0 ? 'more' : 'fewer'} runs with findings than ${base}: ${points(low)} to ${points(high)} points (95 % interval).${other}`,
    };
  }
  const needed = runsNeeded(findings.base);
  return {
    verdict: 'unclear',
    sentence: `The data cannot tell whether ${version} differs from ${base}: runs with findings differ by something between ${points(low)} and ${points(high)} points. To see a difference of ${WORTH * 100} points, about ${needed.toLocaleString('en')} runs of each are needed.`,
  };
}

/** Below these no verdict is given, whatever the interval says. */
export const MIN_PAIRS = 20;
export const MIN_RUNS = 10;

/** For each side, at 80 % power and the level of 5 %, by the normal approximation. */
export function runsNeeded(base: CountedShare): number {
  const p = base.interval?.share ?? 0.5;
  const q = Math.min(1, p + WORTH);
  return Math.ceil(((1.959964 + 0.841621) ** 2 * (p * (1 - p) + q * (1 - q))) / WORTH ** 2 / 10) * 10;
}

function points(share: number): string {
  const text = (share * 100).toFixed(1);
  return `${share > 0 && text !== '0.0' ? '+' : ''}${text.replace('-0.0', '0.0').replace('-', '−')}`;
}
