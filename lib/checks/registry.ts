// Every check, in the order in which its findings are listed. A new check is one line here.
import type { Finding } from '@/lib/domain/evidence';
import { type Check, type CheckInput, type FindingCode, toFinding } from './check';

export const CHECKS: readonly Check[] = [];

/** All findings of all checks. */
export function runChecks(input: CheckInput): Finding[] {
  return CHECKS.flatMap((check) => check.run(input).map((said) => toFinding(check, said)));
}

/** Every code that a check can say, for pages, filters and docs. */
export function findingCodes(): FindingCode[] {
  return CHECKS.flatMap((check) => check.codes);
}
