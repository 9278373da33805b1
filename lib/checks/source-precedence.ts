// Which of two sources holds: the later version, the later day, the higher authority.
import type { RunSource } from '@/lib/domain/anchor/anchor-source';
import { datesIn } from '@/lib/domain/match/match-date';

export interface Precedence {
  wins: RunSource;
  /** As the end of a sentence: `amendment holds from 2024-03-01, the later day`. */
  why: string;
}

/** Null when neither says. Of versions of one document the later one holds, whatever its text says of days. */
export function precedence(a: RunSource, b: RunSource): Precedence | null {
  if (a.documentId !== null && a.documentId === b.documentId && a.version !== null && b.version !== null && a.version !== b.version) {
    const wins = a.version > b.version ? a : b;
    return { wins, why: `version ${wins.version} is the later one` };
  }
  const [dayA, dayB] = [a.effectiveFrom?.slice(0, 10) ?? statedSince(a), b.effectiveFrom?.slice(0, 10) ?? statedSince(b)];
  if (dayA !== null && dayB !== null && dayA !== dayB) {
    const [wins, day] = dayA > dayB ? [a, dayA] : [b, dayB];
    return { wins, why: `${wins.title} holds from ${day}, the later day` };
  }
  const [rankA, rankB] = [authorityRank(a.authority), authorityRank(b.authority)];
  if (rankA === null || rankB === null || rankA === rankB) return null;
  const wins = rankA > rankB ? a : b;
  return { wins, why: `${wins.title} has the higher authority (${wins.authority})` };
}

const SINCE =
  /(?<!\p{L})(?:effective(?: date)?(?: from| as of| on)?|in force (?:from|since)|valid from|last (?:updated|revised|amended)(?: on)?|revised on|gültig ab|in kraft (?:ab|seit)|stand|en vigueur (?:depuis|à partir du)|mis à jour le|vigente desde|actualizado el)\s*:?\s*/giu;
/** Such a line heads a text or ends it. Characters. */
const HEAD = 1500;

/** The one full date that the text itself gives as the day from which it holds; null for none or several. */
function statedSince({ index: { text } }: RunSource): string | null {
  const ends = text.length > 2 * HEAD ? `${text.slice(0, HEAD)}\n${text.slice(-HEAD)}` : text;
  const days = [...ends.matchAll(SINCE)].flatMap((match) => {
    const at = match.index + match[0].length;
    const [date] = datesIn(ends.slice(at, at + 30));
    return date && date.start <= 2 && date.iso.length === 10 && !date.iso.startsWith('--') && date.alternative === null ? [date.iso] : [];
  });
  return new Set(days).size === 1 ? (days[0] as string) : null;
}

/** Words for authority from weakest to strongest; numbers speak for themselves. */
const AUTHORITY = [
  ['draft', 'informal', 'note', 'email', 'chat'],
  ['secondary', 'summary', 'guidance', 'low'],
  ['internal', 'standard', 'medium', 'original', 'contract'],
  ['primary', 'official', 'signed', 'high', 'amendment'],
  ['law', 'binding', 'statute', 'regulation', 'final'],
];

function authorityRank(authority: string | null): number | null {
  if (authority === null) return null;
  if (/^\d+(?:\.\d+)?$/u.test(authority)) return Number(authority);
  const rank = AUTHORITY.findIndex((words) => words.some((word) => authority.toLowerCase().includes(word)));
  return rank < 0 ? null : rank;
}
