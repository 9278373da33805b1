// Why a claim has the state it has, in one plain sentence: counted from its words, its places and what checks said about it.
import type { ClaimMarks, MarkRange } from '@/lib/domain/anchor/claim-marks';
import type { AnchoredClaim, Anchor, Finding } from '@/lib/domain/evidence';
import { withoutCutMark } from '@/lib/domain/mask-token';
import { assertionOf } from './claim-absence';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { queryTokens } from '@/lib/domain/match/match-query';

/** A piece of the sentence; foreign pieces are words of documents and outputs, which have a direction of their own. */
export interface WhyPart {
  text: string;
  isForeign: boolean;
}

export interface WhyInput {
  claim: AnchoredClaim;
  /** Those about the claim. */
  findings: readonly Pick<Finding, 'code'>[];
  /** Its words against its first place; null when it has none. */
  marks: ClaimMarks | null;
  /** A place in words: `Lease, page 7`. */
  where: (anchor: Anchor) => string;
}

/** The place that the sentence speaks of: what was found rather than what was cited, the nearest one where nothing was found. */
export function mainPlace({ state, anchors, candidates }: Pick<AnchoredClaim, 'state' | 'anchors' | 'candidates'>): Anchor | null {
  const found = state === 'moved' ? anchors.find(({ origin }) => origin !== 'cited') : undefined;
  return found ?? anchors[0] ?? candidates[0] ?? null;
}

export function claimWhy(input: WhyInput): WhyPart[] {
  const { claim, marks, where, findings } = input;
  if (claim.state === 'missing' && assertionOf(claim) === 'absence') {
    return findings.some(({ code }) => code === 'absence_contradicted')
      ? why`It says that the sources lack something, and one of them speaks of it.`
      : why`It says that the sources lack something, and no source was found to hold it.`;
  }
  const place = mainPlace(claim);
  if (claim.state === 'no_source') return why`There is nothing to check it against.`;
  if (!place) return [...missing(input, null), ...unopposed(input)];
  switch (claim.state) {
    case 'exact':
      return why`It stands word for word in ${where(place)}.`;
    case 'normalised':
      return why`It stands in ${where(place)}, written another way: “${shorten(place.quote)}”.`;
    case 'approximate':
      return [...nearly(input, place), ...why`.`];
    case 'ambiguous':
      return [
        ...said(`It fits ${claim.anchors.length + claim.candidates.length} places or more, one of them in `),
        ...foreign(where(place)),
        ...why`, and nothing says which one is meant.`,
      ];
    case 'moved': {
      const cited = claim.anchors.find(({ origin }) => origin === 'cited');
      return cited && cited !== place
        ? why`It stands in ${where(place)}, not where the run cites it (${where(cited)}).`
        : why`It stands in ${where(place)}, not where the run cites it.`;
    }
    case 'contradicted': {
      const other = marks && otherValue(claim, place, marks);
      return other
        ? why`${where(place)} has ${other.theirs} where the claim has ${other.ours}.`
        : why`${where(place)} speaks about this and says otherwise: “${shorten(place.quote)}”.`;
    }
    default:
      return [...missing(input, place), ...unopposed(input)];
  }
}

export const whyText = (parts: readonly WhyPart[]): string => parts.map(({ text }) => text).join('');

function missing({ claim, marks, where }: WhyInput, place: Anchor | null): WhyPart[] {
  const words = contentWords(claim.text);
  const fresh = claim.fresh?.length ?? 0;
  const other = place && marks ? otherValue(claim, place, marks) : null;
  const value = place && other ? why`${other.ours} is not in ${where(place)} (it says ${other.theirs})` : [];
  if (claim.kind === 'sentence' && fresh > 0 && words.length > 0) {
    const start = said(
      `${fresh} of ${words.length} content ${words.length === 1 ? 'word' : 'words'} ${fresh === 1 ? 'stands' : 'stand'} in no source`,
    );
    return [...start, ...(value.length > 0 ? [...said(', and '), ...value] : []), ...said('.')];
  }
  if (value.length > 0) return [...value, ...said('.')];
  if (!place || !marks) return said('No source has it or anything near it.');
  if (claim.kind === 'field') return why`No source has it; the nearest place is ${where(place)}.`;
  return [...said('No source says it in these words; the nearest, '), ...foreign(where(place)), ...said(`, has ${shareOf(marks, words)}.`)];
}

/** Without a place nothing is borne out: the most that can be said is that nothing speaks against it. */
function unopposed({ claim, findings }: WhyInput): WhyPart[] {
  return claim.anchors.length === 0 && findings.length === 0 ? said(' Nothing against it was found.') : [];
}

function nearly({ claim, marks, where }: WhyInput, place: Anchor): WhyPart[] {
  const other = marks && otherValue(claim, place, marks);
  const start =
    marks && claim.kind === 'sentence' ? said(` has ${shareOf(marks, contentWords(claim.text))}`) : said(' has something near it');
  return [...foreign(where(place)), ...start, ...(other ? why`, but ${other.theirs} where the claim has ${other.ours}` : [])];
}

interface Word {
  lexeme: string;
  start: number;
  end: number;
}

/** Words that carry meaning, each once; numbers are spoken of by themselves. */
function contentWords(text: string): Word[] {
  const words = queryTokens(text, () => 1).filter(({ word, isNumber }) => !isNumber && !isFunctionWord(word));
  return words.filter(({ lexeme }, index) => words.findIndex((other) => other.lexeme === lexeme) === index);
}

function shareOf({ found }: ClaimMarks, words: readonly Word[]): string {
  const here = words.filter(({ start, end }) => found.some(({ claim: [from, to] }) => from <= start && end <= to)).length;
  return here === words.length ? `all of its ${words.length} content words` : `${here} of its ${words.length} content words`;
}

/** The one number or date in which both differ; null when there are more, since then nobody can say which stands for which. */
function otherValue(
  claim: AnchoredClaim,
  place: Anchor,
  { found, elsewhere, nowhere }: ClaimMarks,
): { ours: string; theirs: string } | null {
  const ours = [...nowhere, ...elsewhere].map((range) => claim.text.slice(...range)).flatMap(valuesIn);
  const theirs = valuesOutside(
    place.quote,
    found.map(({ quote }) => quote),
  );
  const [our, their] = [ours[0], theirs[0]];
  return ours.length === 1 && theirs.length === 1 && our !== undefined && their !== undefined && our !== their
    ? { ours: our, theirs: their }
    : null;
}

const VALUE = /\p{N}(?:[\p{N}.,:/’'\u00A0-]*\p{N})?/gu;

const valuesIn = (text: string): string[] => text.match(VALUE) ?? [];

function valuesOutside(text: string, ranges: readonly MarkRange[]): string[] {
  return [...text.matchAll(VALUE)]
    .filter(({ index, 0: value }) => !ranges.some(([start, end]) => index < end && start < index + value.length))
    .map(({ 0: value }) => value);
}

const QUOTE_CHARS = 60;

function shorten(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length <= QUOTE_CHARS ? flat : `${withoutCutMark([...flat.slice(0, QUOTE_CHARS)].slice(0, -1).join(''))}…`;
}

const said = (text: string): WhyPart[] => [{ text, isForeign: false }];
const foreign = (text: string): WhyPart[] => [{ text, isForeign: true }];

/** The texts are ours, the values foreign. */
function why(texts: TemplateStringsArray, ...values: string[]): WhyPart[] {
  return texts.flatMap((text, index) => {
    const value = values[index];
    return [...(text === '' ? [] : said(text)), ...(value === undefined ? [] : foreign(value))];
  });
}
