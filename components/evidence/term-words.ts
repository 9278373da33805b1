// What a term of a risk does, in words and as a signed number.
import type { RiskTerm } from '@/lib/domain/evidence';

/** `raises it strongly`; by the factor that the odds change by: 1.3, 2 and 4. */
export function termWords({ contribution, group }: Pick<RiskTerm, 'contribution' | 'group'>): string {
  if (group === 'base') return 'where every one starts';
  const size = Math.abs(contribution);
  const how = size < Math.log(1.3) ? 'hardly' : size < Math.LN2 ? 'a little' : size < Math.log(4) ? 'clearly' : 'strongly';
  const what = contribution < 0 ? 'lowers it' : 'raises it';
  return how === 'hardly' ? `hardly ${what}` : `${what} ${how}`;
}

/** `+0.31`, `−2.80`. */
export const signedContribution = (contribution: number): string => `${contribution < 0 ? '−' : '+'}${Math.abs(contribution).toFixed(2)}`;

/** Terms that are always shown, besides the base. */
const LARGE = 8;
/** Fewer than this are not worth folding away. */
const FOLDED = 2;

/** The base and the largest terms, and those that move the risk less; both from the one that moves it most. */
export function splitTerms<Term extends Pick<RiskTerm, 'contribution' | 'group'>>(
  terms: readonly Term[],
): { large: Term[]; small: Term[] } {
  const bases = terms.filter(({ group }) => group === 'base');
  const others = terms.filter(({ group }) => group !== 'base').sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const shown = others.length < LARGE + FOLDED ? others.length : LARGE;
  return { large: [...bases, ...others.slice(0, shown)], small: others.slice(shown) };
}
