// A sentence cut into groups of one statement each, and those into pieces: `does not offer WiFi, reservations or valet parking, but
// has a lot`. A piece without a verb says what the verb of its group says.
import { isNegation } from '@/lib/domain/match/match-lexeme';

export interface Clause {
  /** Lower case, as long as the piece of the sentence. */
  text: string;
  /** Where it begins in the sentence. */
  at: number;
  /** Where the denial begins in it; 0 for the whole piece, null when nothing is denied. */
  deniedFrom: number | null;
  /** It says that something is not stated, rather than that it is not so. */
  isUnstated: boolean;
  /** It states nothing of the thing: it speaks of the record itself, of rules, of what might be or of the one who speaks. */
  isAside: boolean;
}

const GROUP =
  /(?<!\s)\s*(?:;|[.!?](?=\s)|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bhowever\b|\bwhereas\b|\bexcept\b|\band (?=(?:it|they|(?:the|its|their|this) \w+) (?:also )?\w{3,}s\b)|\band (?=(?:(?:it|they|there|(?:the|its|their) \w+) )?(?:is|are|has|have|offers?|provides?|does|do|features?|accepts?|serves?|also|allows?|can|includes?)\b))\s*/giu;
const PIECE = /(?<!\s)\s*(?:[,:()]|\bas well as\b)\s*/giu;
const VERB =
  /\b(?:is|are|was|were|has|have|had|offers?|provides?|does|do|features?|accepts?|serves?|allows?|includes?|caters?|boasts?|lacks?|makes?|takes?|comes?|can|will)\b/iu;
const LACKS = /\b(?:lacks?|lacking|unavailable|without(?! (?:a )?doubt)|excluded|excludes?)\b/iu;
const UNSTATED =
  /\b(?:not|no)\b[^,]{0,120}\b(?:information|details|mention\w*|specif\w+|stat(?:e|es|ed)|clear|listed|known|indicat\w+|disclos\w+)\b|\bunspecified\b|\bunknown\b|\bunclear\b/iu;
/** `The data give information about parking` states nothing, unless it is said to be missing. */
const OF_RECORD =
  /\b(?:information|details|data|fields?|attributes?|section)\b[^.]{0,120}\b(?:about|on|regarding|of|such as|including|like)\b/u;
/** Rules, offers, wishes, and the one who speaks. */
const SUPPOSED =
  /\b(?:if|whether|unless|would|could|wants? to|intend\w*|let me know|please|importance|polic(?:y|ies)|even with|such as having|i|my|me)\b/u;
/** `not only` denies nothing. */
const EMPHASIS = /^(?:not (?:only|just|limited|to mention)|no (?:doubt|wonder|less|fewer|matter))\b/iu;

/** Lower case with the same offsets: letters whose lower case is longer stay. */
export const lowerCase = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

export function clausesOf(sentence: string): Clause[] {
  return cut(lowerCase(sentence), 0, GROUP).flatMap((group) => {
    const [isSupposed, isOfRecord] = [SUPPOSED.test(group.text), OF_RECORD.test(group.text)];
    const pieces = cut(group.text, group.at, PIECE);
    const read = pieces.map(({ text, at }) => ({
      text,
      at,
      hasVerb: VERB.test(text),
      deniedFrom: denialAt(text),
      isUnstated: UNSTATED.test(text),
    }));
    const firstVerb = read.find(({ hasVerb }) => hasVerb);
    return read.map(({ hasVerb, ...piece }, index): Clause => {
      const asideOf = (isUnstated: boolean) => isSupposed || (isOfRecord && !isUnstated);
      if (hasVerb || piece.deniedFrom !== null) return { ...piece, isAside: asideOf(piece.isUnstated) };
      // Behind a verb or a denial the pieces go on with it; before the verb they are what it is said of.
      const speaker = read.slice(0, index).findLast((one) => one.hasVerb || one.deniedFrom !== null) ?? firstVerb;
      const isUnstated = speaker?.isUnstated ?? false;
      return { ...piece, deniedFrom: speaker && speaker.deniedFrom !== null ? 0 : null, isUnstated, isAside: asideOf(isUnstated) };
    });
  });
}

/** What a clause says of a thing that it has: there, not there, or neither (`insurance does not cover it`). */
export type Standing = 'there' | 'denied' | null;

/** `Insurance: not included` on a line of its own. */
const LABELLED = /^[\s*_"']*:[\s*_"']*(\p{L}+(?:\s\p{L}+)?)/u;
const NO = /^(?:no|none|not|without|false|never)\b/u;
const YES = /^(?:yes|true|included|available|free|offered|allowed|accepted|provided)\b/u;
/** Behind a thing and a `not` it is the thing that is denied, or something else of it: `insurance does not cover this`. */
const OF_BEING =
  /^(?:not|\p{L}+n['’]t|cannot)(?:\s+(?:currently|yet|be|been|at all))*(?:\s*$|[.,;!]|\s+(?:an? option|possible|there|present|here|free|part of|on|(?:offer|provid|accept|allow|includ|permit|support|requir|need|tak|serv|featur|mention|suppl|list|hav)\w*|available)\b)/u;
/** `The insurance policy`, `a WiFi provider`: of another thing. */
const OF_ANOTHER = /^\s+(?:polic|provider|compan|fee|cost|charge|agenc|rules?\b)/u;

export function standingOf(sentence: string, { text, at, deniedFrom }: Clause, start: number, end: number): Standing {
  const label = LABELLED.exec(sentence.slice(at + end, at + end + 40))?.[1];
  if (label !== undefined) return NO.test(label) ? 'denied' : YES.test(label) ? 'there' : null;
  if (/(?:^|[^\p{L}])(?:un|non-?)$/u.test(text.slice(Math.max(0, start - 5), start))) return 'denied';
  if (OF_ANOTHER.test(text.slice(end, end + 12))) return null;
  if (deniedFrom === null) return 'there';
  if (start >= deniedFrom) return 'denied';
  // `Valet parking is not offered`; in `casual and not trendy` only what follows is denied.
  const between = text.slice(end, deniedFrom);
  if (!/^[\s\p{L}-]{0,28}$/u.test(between) || /\b(?:and|or|with|so|which|that)\b/u.test(between)) return 'there';
  const denial = text.slice(deniedFrom);
  if (/^(?:unavailable|excluded)/u.test(denial)) return 'denied';
  return !/^(?:not|\p{L}+n['’]t|cannot)/u.test(denial) ? 'there' : OF_BEING.test(denial) ? 'denied' : null;
}

function cut(text: string, from: number, pattern: RegExp): { text: string; at: number }[] {
  const pieces: { text: string; at: number }[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push({ text: text.slice(at, match.index), at: from + at });
    at = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(at), at: from + at });
  return pieces.filter((piece) => piece.text.trim() !== '');
}

function denialAt(text: string): number | null {
  const lacks = LACKS.exec(text)?.index;
  for (const match of text.matchAll(/[\p{L}'’]+/gu)) {
    if (!isNegation(match[0].replace(/['’]/gu, '')) || EMPHASIS.test(text.slice(match.index, match.index + 16))) continue;
    return Math.min(match.index, lacks ?? match.index);
  }
  return lacks ?? null;
}
