// Patterns as they are shown: groups by what fails where, and within each the patterns by words, field and source.
import type { ShareInterval } from '@/lib/domain/statistics/wilson-interval';
import type { PatternSettingVersion } from './pattern-setting';
import type { Trend, WeekChange } from './pattern-trend';
import type { PatternMade } from './run-pattern';

/** Days that a list looks back, today among them; days are those of UTC. */
export const PATTERN_DAYS = 28;

export interface PatternOutcomes {
  /** Decided runs whose answer was corrected or rejected, and approved. */
  wrong: number;
  fine: number;
  /** Not decided by anybody. */
  open: number;
}

export interface PatternFigures {
  /** Runs within the days. */
  runs: number;
  /** Of all checked runs of the days. */
  share: ShareInterval | null;
  byDay: number[];
  week: WeekChange;
  outcomes: PatternOutcomes;
  firstSeenAt: string;
  lastSeenAt: string;
  typicalRunId: string;
}

/** A pattern, or a group of them under its coarse key. */
export interface PatternView extends PatternFigures {
  key: string;
  /** What fails where, in words; what people call it instead stands in `setting`. */
  title: string;
  made: PatternMade;
  setting: PatternSettingVersion | null;
}
export interface PatternGroup extends PatternView {
  /** Patterns within the days. */
  patternCount: number;
  /** The largest of them. */
  patterns: PatternView[];
}

export interface PatternList {
  /** The largest first. */
  groups: PatternGroup[];
  /** Groups within the days, muted ones among them. */
  groupCount: number;
  mutedCount: number;
  /** Of the groups that are shown or could be: muted ones only when they are asked for. */
  trendCounts: Record<Trend, number>;
  checkedRuns: number;
  failingRuns: number;
  checkedByDay: number[];
  /** When the newest of the days was counted; null before the first counting. */
  countedAt: string | null;
}

/** How often something is so in runs of a pattern, beside how often it is so in others of the same time. */
export interface PatternTrait {
  kind: 'prompt_version' | 'model_name' | 'route' | 'environment' | 'release' | 'document_id';
  value: string;
  hits: number;
  of: number;
  otherHits: number;
  others: number;
}
export interface PatternDetail extends PatternView {
  isGroup: boolean;
  /** Of a group, the largest; of one pattern none. */
  patterns: PatternView[];
  /** The group that a pattern belongs to; null for a group. */
  group: { key: string; title: string } | null;
  traits: PatternTrait[];
  /** The newest runs. */
  newest: { runId: string; startedAt: string; inputPreview: string; risk: number | null; reviewOutcome: string | null }[];
  history: PatternSettingVersion[];
  checkedRuns: number;
}
