// Which part of one run is which part of the other: steps, passages, claims and findings.
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { alignSteps, type StepAlignment } from './align-steps';
import type { ComparablePassage, ComparableRun } from './comparable-run';
import { type EntryKey, pairInTurns } from './pair-in-turns';

export interface RunAlignment {
  steps: StepAlignment;
  /** Places on the right by place on the left, -1 without a partner. */
  passages: Int32Array;
  claims: Int32Array;
  findings: Int32Array;
}

/** The same text counts before the same place: ids and ranks change between two searches of one text. */
const PASSAGE_KEYS: readonly EntryKey<ComparablePassage>[] = [
  ({ id, content }) => `${id}\n${content}`,
  ({ content }) => (content === '' ? null : content),
  ({ documentId, page, chars }) =>
    documentId === undefined || (page === undefined && !chars) ? null : `${documentId}\n${page}\n${chars ?? ''}`,
  ({ id, documentId }) => (documentId === undefined ? null : `${id}\n${documentId}`),
];
const CLAIM_KEYS: readonly EntryKey<AnchoredClaim>[] = [
  ({ path, text }) => `${path ?? ''}\n${text}`,
  ({ path, text }) => path ?? text.trim().toLowerCase(),
];

export function alignRuns(left: ComparableRun, right: ComparableRun): RunAlignment {
  const claimOf = new Map([...right.claims, ...left.claims].map((claim) => [claim, claim.path ?? claim.text.trim().toLowerCase()]));
  const about = (run: ComparableRun) => new Map(run.claims.map((claim) => [claim.claimId, claimOf.get(claim) ?? '']));
  const subjects = new Map<Finding, string>();
  for (const run of [left, right]) {
    const claims = about(run);
    for (const finding of run.findings) subjects.set(finding, finding.claimId === null ? '' : (claims.get(finding.claimId) ?? ''));
  }
  const findingKeys: readonly EntryKey<Finding>[] = [
    (finding) => `${finding.code}\n${subjects.get(finding)}\n${finding.detail}`,
    (finding) => `${finding.code}\n${subjects.get(finding)}`,
    ({ code, detail }) => `${code}\n${detail}`,
    ({ code }) => code,
  ];
  return {
    steps: alignSteps(left.steps, right.steps),
    passages: pairInTurns(left.passages, right.passages, PASSAGE_KEYS, ({ content }) => content),
    claims: pairInTurns(left.claims, right.claims, CLAIM_KEYS, ({ path, text }) => (path === null ? text : '')),
    findings: pairInTurns(left.findings, right.findings, findingKeys, null),
  };
}
