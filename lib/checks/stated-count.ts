// How many there are of what a list lists, as far as a source says so: `the three types of rock`.
import { sentenceAround } from '@/lib/domain/anchor/anchor-candidate';
import type { RunSource, TextRange } from '@/lib/domain/anchor/anchor-source';
import { lexeme } from '@/lib/domain/match/match-lexeme';
import { numberOf } from '@/lib/domain/match/match-number-words';
import type { AnswerList } from './answer-lists';

export interface StatedCount {
  source: RunSource;
  range: TextRange;
  /** As written: `three types of rock`. */
  count: string;
}

const COUNTED =
  /(?<![\p{L}\p{N}])(?:the|are|has|have|only|these|following)\s+(two|three|four|five|six|seven|eight|nine|ten|[2-9])\s+((?:main|basic|major|primary|different|distinct|key|common|general)\s+)?(types?|kinds?|ways|steps|stages|parts|categories|methods|forms|phases|components|elements|levels|branches|groups|reasons|causes|symptoms|factors|layers|principles|rules|options)(\s+of\s+\p{L}{3,20})?/giu;
const MAX_LOOKED = 200;

/** The one number that the sources give for the noun in front of the list; null when they give none, several, or enough. */
export function statedCount({ items, lead }: AnswerList, sources: readonly RunSource[]): StatedCount | null {
  const found: (StatedCount & { value: number })[] = [];
  const named = new Set((lead.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map(lexeme));
  for (const source of sources) {
    let looked = 0;
    for (const match of source.index.text.matchAll(COUNTED)) {
      if (++looked > MAX_LOOKED) break;
      const [, number = '', , noun = '', of = ''] = match;
      const kind = of.trim().split(/\s+/u)[1];
      if (!named.has(lexeme(noun.toLowerCase())) || !kind || !named.has(lexeme(kind.toLowerCase()))) continue;
      const range = sentenceAround(source.index, { start: match.index, end: match.index + match[0].length });
      found.push({ source, range, count: `${number} ${noun}${of}`, value: numberOf(number.toLowerCase()) ?? 0 });
    }
  }
  const values = new Set(found.map(({ value }) => value));
  const [first] = found;
  return first && values.size === 1 && first.value > 1 && items.length > first.value ? first : null;
}
