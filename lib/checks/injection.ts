// Finds instructions to a model, open or hidden, inside what the run retrieved or was given to read.
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import type { RunSource } from '@/lib/domain/anchor/anchor-source';
import { isGiven } from '@/lib/domain/anchor/anchor-hit';
import type { SourceIndex } from '@/lib/domain/match/match-source';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { hiddenTextIn, visibleText } from './hidden-text';
import { INJECTION_PHRASES } from './injection-phrases';

const MAX_TOLD = 10;
const MAX_PER_PHRASE = 3;

interface Spot {
  start: number;
  end: number;
  words: string;
  isWeak: boolean;
}

/** Documents are read once for as long as their text is kept, however many runs name them. */
const spots = new WeakMap<SourceIndex, Spot[]>();

export const injection: Check = {
  id: 'injection',
  version: '1',
  codes: [
    {
      code: 'injection_pattern',
      title: 'Injection pattern',
      severity: 'high',
      explanation:
        'A passage or document holds words that speak to a model (set your instructions aside, hide this from the user), marks of a chat template, or text that people cannot see. Medium for wording that honest texts use too, low in parts that the model was not given.',
    },
  ],
  run(input: CheckInput): Said[] {
    const { sources } = evidenceSpace(input);
    const told = new Set<string>();
    const found = sources.flatMap((source) =>
      spotsIn(source.index).flatMap((spot) => {
        // A passage and the document it was cut from hold the same words: they are told once.
        const quote = source.index.text.slice(spot.start, spot.end);
        if (told.has(quote)) return [];
        told.add(quote);
        return [{ source, spot }];
      }),
    );
    const said = found.slice(0, MAX_TOLD).map(({ source, spot }) => say(source, spot));
    const more = found.length - said.length;
    return more > 0
      ? [
          ...said,
          {
            code: 'injection_pattern',
            detail: `${counted(more, 'more place')} in the sources ${more === 1 ? 'speaks' : 'speak'} to a model, ${found.length} in all.`,
          },
        ]
      : said;
  },
};

function say(source: RunSource, spot: Spot): Said {
  const anchors = anchorsAt(source, spot, { score: 1, origin: 'found', match: 'pattern' });
  const page = anchors[0]?.page;
  const place =
    source.kind === 'passage'
      ? `Passage ${(source.passageOrdinal ?? 0) + 1} (${source.title})`
      : page
        ? `Page ${page} of ${source.title}`
        : source.title;
  const isRead = isGiven(source, spot);
  return {
    code: 'injection_pattern',
    severity: isRead ? (spot.isWeak ? 'medium' : 'high') : 'low',
    detail: `${place} ${spot.words}${isRead ? '' : ', in a part that the model was not given'}.`,
    anchors,
  };
}

function spotsIn(index: SourceIndex): Spot[] {
  const known = spots.get(index);
  if (known) return known;
  const hidden = hiddenTextIn(index.text).map(({ start, end, holds, isWeak }): Spot => ({ start, end, words: `holds ${holds}`, isWeak }));
  const made = [...hidden, ...phrasesIn(index.text)].sort((a, b) => a.start - b.start);
  spots.set(index, made);
  return made;
}

function phrasesIn(text: string): Spot[] {
  const visible = visibleText(text);
  const read = visible?.text ?? text;
  const found: Spot[] = [];
  for (const { pattern, says, isWeak = false } of INJECTION_PHRASES) {
    let count = 0;
    for (const match of read.matchAll(pattern)) {
      if (++count > MAX_PER_PHRASE) break;
      const from = match.index;
      const to = from + match[0].length;
      const start = visible ? (visible.offsets[from] as number) : from;
      const end = visible ? (visible.offsets[to - 1] as number) + 1 : to;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, words: `${says}: “${shorten(match[0])}”`, isWeak });
    }
  }
  return found;
}
