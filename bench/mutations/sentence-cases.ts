// Every mutation on every quote that allows it, beside the same quote untouched.
import { randomFrom } from '../evidence/random';
import { FIGURE_MUTATIONS } from './figure-mutations';
import { falseAlarm, judgeMutated, type Verdict } from './judge';
import type { Surroundings } from './mutation';
import { bare, type Ground, runOver, textOf, type TrueQuote } from './true-quote';
import { namesOf, WORDING_MUTATIONS } from './wording-mutations';

export interface Outcome extends Verdict {
  mutation: string;
  set: string;
  original: string;
  mutated: string;
  alarm: string | null;
}

export const SENTENCE_MUTATIONS = [...FIGURE_MUTATIONS, ...WORDING_MUTATIONS];

/** In the order of the quotes; the same for the same seed. */
export function* sentenceOutcomes(quotes: readonly TrueQuote[], seed = 1): Generator<Outcome> {
  const names = new Map<Ground, string[]>();
  const hays = new Map<Ground, string>();
  for (const [index, quote] of quotes.entries()) {
    const { ground, text } = quote;
    if (!names.has(ground)) names.set(ground, namesOf(textOf(ground)));
    if (!hays.has(ground)) hays.set(ground, bare(textOf(ground)));
    const foreign = quotes.filter((one) => one.ground !== ground).map((one) => one.text);
    const surroundings: Surroundings = { ground, names: names.get(ground) ?? [], foreign, random: randomFrom(seed * 7919 + index) };
    let alarm: string | null | undefined;
    for (const { name, mutate, codes } of SENTENCE_MUTATIONS) {
      const mutated = mutate(text, surroundings);
      // What stands in the source as well is no mistake.
      if (mutated === null || hays.get(ground)?.includes(bare(mutated))) continue;
      alarm ??= falseAlarm(runOver(ground, text)) ?? null;
      yield {
        mutation: name,
        set: ground.set,
        original: text,
        mutated,
        alarm,
        ...judgeMutated(runOver(ground, mutated), codes),
      };
    }
    const moved = pageMoved(quote, hays.get(ground) ?? '');
    if (moved) yield moved;
  }
}

/** The right quote with the wrong page, or the number of the wrong passage. */
function pageMoved({ ground, text, page }: TrueQuote, hay: string): Outcome | null {
  if (hay.split(bare(text)).length !== 2) return null;
  const common = { mutation: 'page moved', set: ground.set, original: text };
  const codes = ['cited_place_wrong'];
  if (ground.document && page !== null) {
    const { documentId, layer } = ground.document;
    const holds = (number: number) => bare(layer.pages.find((one) => one.page === number)?.text ?? '').includes(bare(text));
    const other = page + 1 <= layer.pages.length ? page + 1 : page - 1;
    if (other < 1 || !holds(page) || holds(other)) return null;
    const cited = (number: number) => runOver(ground, text, [{ claim: text, documentId, page: number, quote: text }]);
    return {
      ...common,
      mutated: `${text} [page ${other} for ${page}]`,
      alarm: falseAlarm(cited(page)),
      ...judgeMutated(cited(other), codes),
    };
  }
  const at = ground.passages.findIndex((passage) => bare(passage).includes(bare(text)));
  if (at < 0 || ground.passages.length < 2) return null;
  const cited = (number: number) => `${text.replace(/\.$/u, '')} (Passage ${number + 1}).`;
  const wrong = (at + 1) % ground.passages.length;
  return {
    ...common,
    mutated: cited(wrong),
    alarm: falseAlarm(runOver(ground, cited(at))),
    ...judgeMutated(runOver(ground, cited(wrong)), codes),
  };
}
