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
  /** It speaks of the record itself: `the data provide information about parking`. */
  isOfRecord: boolean;
}

const GROUP =
  /\s*(?:;|[.!?](?=\s)|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bhowever\b|\bwhereas\b|\bexcept\b|\band (?=(?:it|they|(?:the|its|their|this) \w+) (?:also )?\w{3,}s\b)|\band (?=(?:(?:it|they|there|(?:the|its|their) \w+) )?(?:is|are|has|have|offers?|provides?|does|do|features?|accepts?|serves?|also|allows?|can|includes?)\b))\s*/giu;
const PIECE = /\s*(?:[,:()]|\bas well as\b)\s*/giu;
const VERB =
  /\b(?:is|are|was|were|has|have|had|offers?|provides?|does|do|features?|accepts?|serves?|allows?|includes?|caters?|boasts?|lacks?|makes?|takes?|comes?|can|will)\b/iu;
const LACKS = /\b(?:lacks?|lacking|unavailable|without(?! (?:a )?doubt)|excluded|excludes?)\b/iu;
const UNSTATED =
  /\b(?:not|no)\b[^,]*\b(?:information|details|mention\w*|specif\w+|stat(?:e|es|ed)|clear|listed|known|indicat\w+|disclos\w+)\b|\bunspecified\b|\bunknown\b|\bunclear\b/iu;
const OF_RECORD = /\b(?:information|details|data|fields?|attributes?|section)\b[^.]*\b(?:about|on|regarding|of|such as|including|like)\b/u;
/** `not only` denies nothing. */
const EMPHASIS = /^(?:not (?:only|just|limited|to mention)|no (?:doubt|wonder|less|fewer|matter))\b/iu;

/** Lower case with the same offsets: letters whose lower case is longer stay. */
export const lowerCase = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

export function clausesOf(sentence: string): Clause[] {
  return cut(lowerCase(sentence), 0, GROUP).flatMap((group) => {
    const isOfRecord = OF_RECORD.test(group.text);
    const pieces = cut(group.text, group.at, PIECE);
    const read = pieces.map(({ text, at }) => ({
      text,
      at,
      hasVerb: VERB.test(text),
      deniedFrom: denialAt(text),
      isUnstated: UNSTATED.test(text),
      isOfRecord,
    }));
    const firstVerb = read.find(({ hasVerb }) => hasVerb);
    return read.map(({ hasVerb, ...piece }, index): Clause => {
      if (hasVerb || piece.deniedFrom !== null) return piece;
      // Behind a verb or a denial the pieces go on with it; before the verb they are what it is said of.
      const speaker = read.slice(0, index).findLast((one) => one.hasVerb || one.deniedFrom !== null) ?? firstVerb;
      return { ...piece, deniedFrom: speaker && speaker.deniedFrom !== null ? 0 : null, isUnstated: speaker?.isUnstated ?? false };
    });
  });
}

/** Whether what stands from `start` to `end` of the clause is denied: behind the negation, or right before `is not`. */
export function isDenied({ text, deniedFrom }: Clause, start: number, end: number): boolean {
  if (/(?:^|[^\p{L}])(?:un|non-?)$/u.test(text.slice(Math.max(0, start - 5), start))) return true;
  if (deniedFrom === null) return false;
  if (start >= deniedFrom) return true;
  // `Valet parking is not offered`; in `casual and not trendy` only what follows is denied.
  const between = text.slice(end, deniedFrom);
  return (
    /^[\s\p{L}-]{0,28}$/u.test(between) &&
    !/\b(?:and|or|with|so|which|that|if)\b/u.test(between) &&
    /^(?:not|un|\p{L}+n['’]t|cannot)|\bnot\b/u.test(text.slice(deniedFrom))
  );
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
