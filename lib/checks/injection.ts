// Finds instructions to a model, open or hidden, inside what the run retrieved, was given to read or got back from its tools, and
// tells when the answer did as they say.
import { isGiven } from '@/lib/domain/anchor/anchor-hit';
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import type { RunSource } from '@/lib/domain/anchor/anchor-source';
import { answerIn } from '@/lib/domain/assemble/assemble-text';
import type { Anchor } from '@/lib/domain/evidence';
import type { SourceIndex } from '@/lib/domain/match/match-source';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { injectionSpots, type Spot } from './injection-spots';
import { followedInstruction } from './instruction-followed';
import { toolTexts } from './tool-texts';

const MAX_TOLD = 10;

/** A spot with the text it stands in, and how the place is called. */
interface Place {
  spot: Spot;
  text: string;
  name: string;
  isRead: boolean;
  anchors: () => Anchor[];
  stepId: string | null;
}

/** Documents are read once for as long as their text is kept, however many runs name them. */
const known = new WeakMap<SourceIndex, Spot[]>();

export const injection: Check = {
  id: 'injection',
  version: '2',
  codes: [
    {
      code: 'injection_pattern',
      title: 'Injection pattern',
      severity: 'high',
      explanation:
        'A passage, a document or the result of a tool holds words that speak to a model (set your instructions aside, hide this from the user), marks of a chat template, or text that people cannot see: invisible letters, base64, unseen print. Medium for wording that honest texts use too, low in parts that the model was not given.',
    },
    {
      code: 'instruction_followed',
      title: 'Instruction followed',
      severity: 'high',
      explanation:
        'The answer does what an instruction inside a source demands: it says the demanded words, carries the address, or repeats the instruction.',
    },
  ],
  run(input: CheckInput): Said[] {
    const { sources, question } = evidenceSpace(input);
    const told = new Set<string>();
    const places = [...sources.flatMap(placesIn), ...toolPlaces(input)].filter(({ text, spot }) => {
      // A passage and the document it was cut from hold the same words: they are told once.
      const quote = text.slice(spot.start, spot.end);
      return told.has(quote) ? false : told.add(quote);
    });
    const said = places.slice(0, MAX_TOLD).map(say);
    const more = places.length - said.length;
    const detail = `${counted(more, 'more place')} in the sources ${more === 1 ? 'speaks' : 'speak'} to a model, ${places.length} in all.`;
    return [...said, ...(more > 0 ? [{ code: 'injection_pattern', detail }] : []), ...followed(places.slice(0, MAX_TOLD), input, question)];
  },
};

function placesIn(source: RunSource): Place[] {
  const { index } = source;
  const spots = known.get(index) ?? injectionSpots(index.text, index.pages);
  known.set(index, spots);
  return spots.map((spot): Place => {
    const anchors = () => anchorsAt(source, spot, { score: 1, origin: 'found', match: 'pattern' });
    return { spot, text: index.text, name: nameOf(source, anchors()[0]), isRead: isGiven(source, spot), anchors, stepId: null };
  });
}

function nameOf({ kind, passageOrdinal, title }: RunSource, anchor: Anchor | undefined): string {
  if (kind === 'passage') return `Passage ${(passageOrdinal ?? 0) + 1} (${title})`;
  return anchor?.page ? `Page ${anchor.page} of ${title}` : title;
}

const toolPlaces = ({ steps }: CheckInput): Place[] =>
  toolTexts(steps).flatMap(({ text, name, stepId }) =>
    injectionSpots(text).map((spot): Place => ({ spot, text, name: `The result of ${name}`, isRead: true, anchors: () => [], stepId })),
  );

function say({ spot, name, isRead, anchors, stepId }: Place): Said {
  return {
    code: 'injection_pattern',
    severity: isRead ? (spot.isWeak ? 'medium' : 'high') : 'low',
    detail: `${name} ${spot.words}${isRead ? '' : ', in a part that the model was not given'}.`,
    anchors: anchors(),
    ...(stepId === null ? {} : { stepId }),
  };
}

const HOW = { says: 'says what it demands', carries: 'carries its address', repeats: 'repeats it' } as const;

/** One finding a run is enough: a person has to look at the whole answer then. */
function followed(places: readonly Place[], { run, readings }: CheckInput, question: string): Said[] {
  const answer = run.facts.output === undefined ? null : answerIn(run.facts.output).value;
  const output = typeof answer === 'string' ? answer : JSON.stringify(answer ?? '');
  for (const { spot, text, name, anchors, isRead } of places) {
    const found = isRead ? followedInstruction(spot, text, { output, question }) : null;
    if (!found || (spot.isWeak && found.how === 'repeats')) continue;
    const claim = readings.find((reading) => reading.claim.text.includes(found.words))?.claim;
    return [
      {
        code: 'instruction_followed',
        anchors: anchors(),
        detail: `${name} ${spot.words}, and the answer ${HOW[found.how]}: “${shorten(found.words, 60)}”.`,
        ...(claim ? { claimId: claim.claimId } : {}),
      },
    ];
  }
  return [];
}
