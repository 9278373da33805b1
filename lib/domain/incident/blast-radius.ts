// What a run shares with other runs, how many they are, how they fared, and how much more often they fail: the blast radius.
import type { CauseLift } from './cause-lift';
import type { IncidentCause } from './incident-cause';

/** Counting stops here: "10,000+" is as good a reason to act as an exact number, and costs the same at any size. */
export const COUNT_BOUND = 10_000;
/** Newest runs with the cause that are looked at for outcomes in the list; the chosen cause gets more. */
export const LISTED_SAMPLE = 500;
export const CHOSEN_SAMPLE = 1000;
/** Newest runs of the window that the runs with a cause are held against. */
export const BASELINE_SAMPLE = 1000;
/** From this risk on, which is printed as 0.50, a run that nobody reviewed counts as failed. */
export const FAILED_RISK = 0.495;

export const BLAST_DAYS = [1, 7, 30, 90, 365] as const;

export const REVIEW_STANDINGS = ['corrected', 'rejected', 'approved', 'escalated', 'waiting', 'never'] as const;
export type ReviewStanding = (typeof REVIEW_STANDINGS)[number];
export const STANDING_WORDS: Record<ReviewStanding, string> = {
  corrected: 'Corrected by a reviewer',
  rejected: 'Rejected by a reviewer',
  approved: 'Approved by a reviewer',
  escalated: 'Escalated',
  waiting: 'Waiting for a reviewer',
  never: 'Never looked at',
};

export const RISK_BANDS = ['high', 'medium', 'low', 'unchecked'] as const;
export type RiskBand = (typeof RISK_BANDS)[number];
export const BAND_WORDS: Record<RiskBand, string> = {
  high: 'Risk 0.5 and more',
  medium: 'Risk 0.2 to 0.5',
  low: 'Risk below 0.2',
  unchecked: 'Not checked yet',
};

/** Of `counted` runs, the newest with the cause; `isAll` when those are all there are. */
export interface CauseOutcomes {
  counted: number;
  isAll: boolean;
  standing: Record<ReviewStanding, number>;
  risk: Record<RiskBand, number>;
  withFindings: number;
}

/** Something else in which the two groups differ as well: it may be what makes them fail. */
export interface Confounder {
  what: 'route' | 'prompt version' | 'model';
  value: string;
  shareWith: number;
  shareWithout: number;
}

export interface BlastCause {
  key: string;
  cause: IncidentCause;
  /** Other runs than this one. */
  count: number;
  isMore: boolean;
  /** Text of the passage, shortened; null where there is none or the viewer may not see it. */
  excerpt: string | null;
  /** A passage that the answer stands on. */
  isUsed: boolean;
  outcomes: CauseOutcomes;
  lift: CauseLift | null;
  confounders: Confounder[];
}

export interface BlastRun {
  runId: string;
  name: string | null;
  startedAt: string;
  route: string | null;
  risk: number | null;
  findings: number;
  standing: ReviewStanding;
  inputPreview: string;
}

export interface BlastRadius {
  runId: string;
  runName: string | null;
  startedAt: string;
  window: { days: number | null; from: string | null; to: string };
  causes: BlastCause[];
  /** Passages that were left out because there are too many to count each. */
  passagesLeftOut: number;
  chosen: { cause: BlastCause; runs: BlastRun[] } | null;
}

/** Of causes that are no clear difference, the one that says most about what went wrong goes first. */
const TELLING: readonly IncidentCause['by'][] = ['pattern', 'step_error', 'passage', 'document', 'page', 'prompt', 'route', 'fingerprint'];

/** Strongest first: what surely fails more often, by the lower end; then what nobody can tell yet, the most telling kind first. */
export function byStrength(a: BlastCause, b: BlastCause): number {
  const rank = ({ lift, count }: BlastCause) => (count === 0 ? 3 : lift?.says === 'more' ? 0 : lift?.says === 'less' ? 2 : 1);
  const sure = rank(a) === 0 && rank(b) === 0 ? (b.lift?.low ?? 0) - (a.lift?.low ?? 0) : 0;
  const telling = ({ cause, isUsed }: BlastCause) => TELLING.indexOf(cause.by) + (cause.by === 'passage' && !isUsed ? 3.5 : 0);
  return rank(a) - rank(b) || sure || telling(a) - telling(b) || b.count - a.count;
}
