// The items that a sentence lists: `dishes such as tacos, burritos and enchiladas`. An item without any word of the context is often
// one that a model filled in, and shows more clearly as an item than as a share of new words.
import type { SupportContext } from './support-context';
import type { Features } from './support-features';
import { wordsOf } from './support-words';

/** What lists come after. */
const OPENS =
  /\b(?:such as|including|includes?|offers?|offering|serves?|serving|features?|featuring|provides?|providing|like|known for|options? for|variety of|selection of|choices? of|has an?|with)\b|:/iu;
const BETWEEN = /,|;|\band\b|\bor\b|\bas well as\b|\bsuch as\b|\bincluding\b/iu;
/** An item ends where something is said of it. */
const ENDS = /\b(?:which|that|who|but|while|making|with|for|in|at|on|by|to|from|is|are|was|were)\b/iu;
const MAX_WORDS = 4;

export function itemFeatures(text: string, { stems, asked }: SupportContext): Features {
  const opens = OPENS.exec(text);
  let fresh = 0;
  for (const item of opens ? text.slice(opens.index + opens[0].length).split(BETWEEN) : []) {
    const words = wordsOf(item.split(ENDS, 1)[0] ?? '').filter(({ isContent }) => isContent);
    if (words.length === 0 || words.length > MAX_WORDS) continue;
    if (words.every(({ stem }) => !stems.has(stem) && !asked.has(stem))) fresh++;
  }
  return { items_new: fresh };
}
