// What both runs had in front of them: passages gained, lost, re-ranked, and those whose text changed.
import type { TextChange } from '@/lib/domain/text-changes';
import { textChanges } from '@/lib/domain/text-changes';
import { type AlignedStatus, alignedRows, statusOf } from './aligned-rows';
import type { ComparablePassage } from './comparable-run';

export interface PassageBrief {
  ordinal: number;
  rank: number | null;
  score: number | null;
}
export interface PassageDifference {
  label: string;
  content: string;
  status: AlignedStatus;
  left: PassageBrief | null;
  right: PassageBrief | null;
  /**
   * Words that changed where both have the place and not the text; null where the text is the same. After very many of them the whole
   * text is told as taken out and put in: as true, and as complete.
   */
  text: TextChange[] | null;
  /** The document has another version on the right. */
  isOtherVersion: boolean;
}

/** Characters of passages that are compared word by word: thousands of changed ones would take minutes. */
const CHARS_BY_WORDS = 400_000;

export function comparePassages(
  left: readonly ComparablePassage[],
  right: readonly ComparablePassage[],
  toRight: ArrayLike<number>,
): PassageDifference[] {
  let read = 0;
  const changesOf = (before: string, after: string): TextChange[] => {
    read += before.length + after.length;
    return read <= CHARS_BY_WORDS ? textChanges(before, after) : wholeChange(before, after);
  };
  return alignedRows(left.length, right.length, toRight).map(([l, r]): PassageDifference => {
    const before = l === null ? null : (left[l] as ComparablePassage);
    const after = r === null ? null : (right[r] as ComparablePassage);
    const { documentId, page, id, content } = (after ?? before) as ComparablePassage;
    const text = before && after && before.content !== after.content ? changesOf(before.content, after.content) : null;
    const isOtherVersion = before !== null && after !== null && before.version !== after.version;
    return {
      label: documentId ? `${documentId}${page ? `, page ${page}` : ''}` : id,
      content,
      status: statusOf(before, after, before?.rank !== after?.rank || text !== null || isOtherVersion),
      left: before && briefOf(before, l ?? 0),
      right: after && briefOf(after, r ?? 0),
      text,
      isOtherVersion,
    };
  });
}

function wholeChange(before: string, after: string): TextChange[] {
  const changes: TextChange[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return changes.filter(({ text }) => text !== '');
}

function briefOf({ rank, score }: ComparablePassage, ordinal: number): PassageBrief {
  return { ordinal, rank: rank ?? null, score: score ?? null };
}
