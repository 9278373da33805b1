// Finds lists whose items stand in no source, and lists with more items than the source says there are.
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { answerIn } from '@/lib/domain/assemble/assemble-text';
import type { Claim } from '@/lib/domain/evidence';
import { queryTokens } from '@/lib/domain/match/match-query';
import { type AnswerList, itemsOf, type ListItem, listsIn } from './answer-lists';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';
import { isContent } from './followed-sentence';
import { statedCount } from './stated-count';

export const inventedList: Check = {
  id: 'invented-list',
  version: '1',
  codes: [
    {
      code: 'list_invented',
      title: 'List invented',
      severity: 'high',
      explanation:
        'Fewer than half of the items of a list stand in the sources, and two or more share no word with them: the list comes from elsewhere. In labelled answers people marked six in ten of such sentences.',
    },
    {
      code: 'list_item_invented',
      title: 'List item invented',
      severity: 'medium',
      explanation:
        'A list names an item that shares no word with any source. Low where most of the other items do stand there: then it is often only named in other words.',
    },
    {
      code: 'list_too_long',
      title: 'List too long',
      severity: 'low',
      explanation: 'A list has more items than the source says there are of the kind.',
    },
  ],
  run(input: CheckInput): Said[] {
    const output = input.run.facts.output === undefined ? null : answerIn(input.run.facts.output).value;
    const space = evidenceSpace(input);
    if (typeof output !== 'string' || space.sources.length === 0) return [];
    const asked = new Set(queryTokens(space.question, () => 1).map(({ lexeme }) => lexeme));
    const isKnown = (lexeme: string) => asked.has(lexeme) || space.sources.some(({ index }) => index.postings().has(lexeme));
    const told = new Set<string>();
    return listsIn(output).flatMap((list) => [...inventedIn(list, input, isKnown, told), ...tooLong(list, input, space)]);
  },
};

/** Fewer of the items than this stand in the sources, each with all its words: the list is not the sources'. */
const SOURCED_SHARE = 0.5;

function inventedIn(list: AnswerList, { readings }: CheckInput, isKnown: (lexeme: string) => boolean, told: Set<string>): Said[] {
  const judged = list.items.flatMap((item) => {
    const words = queryTokens(item.name, () => 1).filter((token) => isContent(token) && !token.isNumber);
    const known = words.filter(({ lexeme }) => isKnown(lexeme)).length;
    return words.length === 0 ? [] : [{ item, isFound: known === words.length, isInvented: known === 0 }];
  });
  const found = judged.filter(({ isFound }) => isFound).length;
  const invented = judged.flatMap(({ item, isInvented }) => (isInvented ? [item] : []));
  if (invented.length === 0) return [];
  const isSourced = found / judged.length >= SOURCED_SHARE;
  const code = !isSourced && invented.length >= 2 ? 'list_invented' : 'list_item_invented';
  return readings.flatMap(({ claim }): Said[] => {
    const own = itemsOf({ ...list, items: invented }, claim);
    if (own.length === 0 || told.has(claim.claimId)) return [];
    told.add(claim.claimId);
    return [
      {
        code,
        claimId: claim.claimId,
        anchors: claim.candidates.slice(0, 1),
        detail: detailOf(own, found, judged.length),
        ...(isSourced ? { severity: 'low' as const } : {}),
      },
    ];
  });
}

const detailOf = (own: readonly ListItem[], found: number, all: number): string =>
  `The list names ${counted(own.length, 'item')} of which no source has a word: ${own.map(({ name }) => `“${shorten(name, 40)}”`).join(', ')}; ${found} of its ${all} items stand in the sources.`;

function tooLong(list: AnswerList, { readings }: CheckInput, space: EvidenceSpace): Said[] {
  const stated = statedCount(list, space.sources);
  const claim = stated ? readings.find(({ claim }) => itemsOf(list, claim).length > 0)?.claim : undefined;
  if (!stated || !claim) return [];
  const { source, range, count } = stated;
  return [
    {
      code: 'list_too_long',
      claimId: (claim as Claim).claimId,
      anchors: anchorsAt(source, range, { score: 1, origin: 'found', match: 'words' }),
      detail: `The list has ${list.items.length} items, but ${placeName({ source, place: range })} speaks of ${count}: “${shorten(source.index.text.slice(range.start, range.end))}”.`,
    },
  ];
}
