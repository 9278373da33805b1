// Everything that the reviewer screen shows of one item, as plain values.
import type { DocumentSource } from '@/components/document/document-source';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { CommentLine } from './comment-dialog';
import type { HeaderFacts } from './review-header';

export interface ReviewMaterial {
  /** Slug of the project. */
  project: string;
  itemId: string;
  revision: string;
  /** Leased to the viewer already. */
  isOwn: boolean;
  /** Whether the viewer could claim the item, were it free. */
  canReview: boolean;
  canComment: boolean;
  /** Why nothing can be decided here any more (decided, removed, somebody else's); null when it can. */
  closed: string | null;
  header: HeaderFacts;
  record: AssembledRun;
  claims: AnchoredClaim[];
  findings: Finding[];
  usedPassages: number[];
  /** The versions that the run's evidence stands in. */
  documents: DocumentSource[];
  comments: CommentLine[];
  /** What will most likely be reviewed next: fetched ahead. */
  next: { itemId: string; document: DocumentSource | null; page: number } | null;
}
