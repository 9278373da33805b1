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
  /** Words that changed where both have the place and not the text; null where the text is the same. */
  text: TextChange[] | null;
  /** The document has another version on the right. */
  isOtherVersion: boolean;
}

export function comparePassages(
  left: readonly ComparablePassage[],
  right: readonly ComparablePassage[],
  toRight: ArrayLike<number>,
): PassageDifference[] {
  return alignedRows(left.length, right.length, toRight).map(([l, r]): PassageDifference => {
    const before = l === null ? null : (left[l] as ComparablePassage);
    const after = r === null ? null : (right[r] as ComparablePassage);
    const { documentId, page, id, content } = (after ?? before) as ComparablePassage;
    const text = before && after && before.content !== after.content ? textChanges(before.content, after.content) : null;
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

function briefOf({ rank, score }: ComparablePassage, ordinal: number): PassageBrief {
  return { ordinal, rank: rank ?? null, score: score ?? null };
}
