// A check as people see it: what it looks for, how often it fired, how often reviewers agreed, and what the project makes of it.
import type { CheckSettingVersion } from './check-setting';
import type { Severity } from './evidence';

/** Days that firing is counted over, by the start of the run. */
export const FIRED_DAYS = 30;
/** Days that verdicts are counted over, by the time they were given: they come more slowly than runs. */
export const VERDICT_DAYS = 90;

/** Verdicts on what a code fired on. */
export interface Agreement {
  /** Verdicts that say something is wrong. */
  wrong: number;
  /** All verdicts that say right or wrong. */
  count: number;
}

export interface CodeView {
  code: string;
  title: string;
  /** What its check says unless the case differs. */
  ownSeverity: Severity;
  explanation: string;
  /** False: turned off here. */
  isEnabled: boolean;
  /** What the project says instead; null: the check's own. */
  severity: Severity | null;
  /** False for what is said about the checking itself. */
  canChange: boolean;
  /** Runs with it on each of the last days, today last. */
  firedByDay: number[];
  fired7: number;
  fired30: number;
  agreement: Agreement;
  /** The change that is in force; null: never changed. */
  changed: CheckSettingVersion | null;
}

export interface CheckView {
  checkId: string;
  /** Null for the engine itself. */
  version: string | null;
  codes: CodeView[];
}

export interface CheckList {
  checks: CheckView[];
  /** Checked runs of the last days. */
  runs30: number;
}

/** A finding as an example of what a code says in this project. */
export interface TypicalFinding {
  runId: string;
  runName: string | null;
  startedAt: string;
  code: string;
  severity: Severity;
  detail: string;
  /** The version of the check that said it. */
  checkVersion: string;
  claimId: string | null;
  outcome: string | null;
}

export interface CheckDetail extends CheckView {
  runs30: number;
  typical: TypicalFinding[];
  /** Newest first. */
  history: (CheckSettingVersion & { code: string })[];
}
