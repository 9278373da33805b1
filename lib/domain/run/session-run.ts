// One run of a conversation: what was asked, what was answered, and what was found about it.
import type { Severity } from '@/lib/domain/evidence';
import type { RunSummary } from './run-summary';

export interface SessionRun {
  run: RunSummary;
  input: string;
  output: string;
  /** True when `input` or `output` is only the beginning. */
  isCut: boolean;
  /** The most severe first. */
  findings: { code: string; severity: Severity; count: number }[];
}
