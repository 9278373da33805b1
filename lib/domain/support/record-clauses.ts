// A sentence cut into groups of one statement each, and those into pieces: `does not offer WiFi, reservations or valet parking, but
// has a lot`. A piece without a verb says what the verb of its group says.
import { isNegation } from '@/lib/domain/match/match-lexeme';

export interface Clause {
  /** Lower case. */
  text: string;
  /** Where the denial begins in it; 0 for the whole piece, null when nothing is denied. */
  deniedFrom: number | null;
  /** It says that something is not stated, rather than that it is not so. */
  isUnstated: boolean;
}

const GROUP =
  /\s*(?:;|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bhowever\b|\bwhereas\b|\band (?=(?:(?:it|they|there|(?:the|its|their) \w+) )?(?:is|are|has|have|offers?|provides?|does|do|features?|accepts?|serves?|also|allows?)\b))\s*/iu;
const PIECE = /\s*(?:[,:()]|\bas well as\b)\s*/iu;
const VERB =
  /\b(?:is|are|was|were|has|have|had|offers?|provides?|does|do|features?|accepts?|serves?|allows?|includes?|caters?|boasts?|lacks?|makes?|takes?)\b/iu;
const LACKS = /\b(?:lacks?|lacking|unavailable|without)\b/iu;
const UNSTATED =
  /\b(?:not|no)\b[^,]*\b(?:information|mention\w*|specif\w+|provid\w+|stat\w+|clear|listed|known|available information)\b|\bunspecified\b|\bunknown\b/iu;

export function clausesOf(sentence: string): Clause[] {
  return sentence
    .toLowerCase()
    .split(GROUP)
    .flatMap((group) => {
      const pieces = group.split(PIECE).filter((piece) => piece.trim() !== '');
      const read = pieces.map((text) => ({ text, hasVerb: VERB.test(text), deniedFrom: denialAt(text), isUnstated: UNSTATED.test(text) }));
      const firstVerb = read.findIndex(({ hasVerb }) => hasVerb);
      return read.map(({ text, hasVerb, deniedFrom, isUnstated }, index): Clause => {
        if (hasVerb || deniedFrom !== null) return { text, deniedFrom, isUnstated };
        // Behind a verb or a denial the pieces go on with it; before the verb they are what it is said of.
        const speaker = read.slice(0, index).findLast((piece) => piece.hasVerb || piece.deniedFrom !== null) ?? read[firstVerb];
        return { text, deniedFrom: speaker && speaker.deniedFrom !== null ? 0 : null, isUnstated: speaker?.isUnstated ?? false };
      });
    });
}

/** Whether what stands from `start` to `end` of the clause is denied: behind the negation, or right before `is not`. */
export function isDenied({ text, deniedFrom }: Clause, start: number, end: number): boolean {
  if (deniedFrom === null) return false;
  if (start >= deniedFrom) return true;
  return (
    /^[\s\p{L}]{0,24}\b(?:is|are|was|were|do|does|has|have)?\s*$/u.test(text.slice(end, deniedFrom)) &&
    /^(?:not|n['’]t|un)|\bnot\b/u.test(text.slice(deniedFrom))
  );
}

function denialAt(text: string): number | null {
  const lacks = LACKS.exec(text)?.index;
  for (const match of text.matchAll(/[\p{L}'’]+/gu)) {
    if (isNegation(match[0].replace(/['’]/gu, ''))) return Math.min(match.index, lacks ?? match.index);
  }
  return lacks ?? null;
}
