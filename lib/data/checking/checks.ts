// The checks of the product as one project sees them: with its figures and its settings.
import 'server-only';
import type { FindingCode } from '@/lib/checks/check';
import { ENGINE_CODES } from '@/lib/checks/engine-codes';
import { CHECKS } from '@/lib/checks/registry';
import type { CheckSettingVersion } from '@/lib/domain/check-setting';
import {
  type Agreement,
  type CheckDetail,
  type CheckList,
  type CheckView,
  type CodeView,
  FIRED_DAYS,
  type TypicalFinding,
} from '@/lib/domain/check-view';
import type { Severity } from '@/lib/domain/evidence';
import { MASK } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { countAgreement, countFired, type Fired } from './check-figures';
import { newestOfEach } from './check-settings';
import { type Tx, withProject } from '@/lib/data/database';

/** What the engine says about the checking itself stands under this id. */
const ENGINE = 'engine';
const TYPICAL = 8;
const WEEK = 7;

export async function listChecks(actor: Actor): Promise<CheckList> {
  if (!can(actor, 'check.read')) throw forbidden('see the checks');
  return withProject(actor.projectId, async (tx) => {
    const figures = await readFigures(tx, actor.projectId);
    return { checks: KNOWN.map((check) => viewOf(check, figures)), runs30: figures.fired.runs };
  });
}

export async function getCheck(actor: Actor, checkId: string): Promise<CheckDetail> {
  if (!can(actor, 'check.read')) throw forbidden('see the checks');
  const check = KNOWN.find(({ checkId: id }) => id === checkId);
  if (!check) throw notFound('check');
  const { projectId } = actor;
  const codes = check.codes.map(({ code }) => code);
  return withProject(projectId, async (tx) => {
    const figures = await readFigures(tx, projectId);
    const typical = await listTypical(tx, projectId, codes);
    const history = await tx.checkSetting.findMany({ where: { projectId, code: { in: codes } }, orderBy: { version: 'desc' }, take: 50 });
    return {
      ...viewOf(check, figures),
      runs30: figures.fired.runs,
      typical: can(actor, 'run.read_raw') ? typical : typical.map((finding) => ({ ...finding, detail: MASK })),
      history: history.map(({ code, version, isEnabled, severity, reason, createdByName, createdAt }) => ({
        code,
        version,
        isEnabled,
        severity: severity as Severity | null,
        reason,
        by: createdByName,
        at: createdAt.toISOString(),
      })),
    };
  });
}

interface KnownCheck {
  checkId: string;
  version: string | null;
  codes: readonly FindingCode[];
}

const KNOWN: readonly KnownCheck[] = [
  ...CHECKS.map(({ id, version, codes }) => ({ checkId: id, version, codes })),
  { checkId: ENGINE, version: null, codes: ENGINE_CODES },
];

interface Figures {
  fired: Fired;
  agreement: ReadonlyMap<string, Agreement>;
  changed: ReadonlyMap<string, CheckSettingVersion>;
}

async function readFigures(tx: Tx, projectId: string): Promise<Figures> {
  const fired = await countFired(tx, projectId);
  const agreement = await countAgreement(tx, projectId);
  const changed = await newestOfEach(tx, projectId);
  return { fired, agreement, changed: new Map(changed.map(({ code, ...change }) => [code, change])) };
}

function viewOf({ checkId, version, codes }: KnownCheck, figures: Figures): CheckView {
  return { checkId, version, codes: codes.map((code) => codeView(code, checkId !== ENGINE, figures)) };
}

function codeView(
  { code, title, severity, explanation }: FindingCode,
  canChange: boolean,
  { fired, agreement, changed }: Figures,
): CodeView {
  const firedByDay = fired.byCode.get(code) ?? Array.from({ length: FIRED_DAYS }, () => 0);
  const change = changed.get(code) ?? null;
  const sum = (days: readonly number[]) => days.reduce((total, runs) => total + runs, 0);
  return {
    code,
    title,
    ownSeverity: severity,
    explanation,
    isEnabled: change?.isEnabled ?? true,
    severity: change?.severity ?? null,
    canChange,
    firedByDay,
    fired7: sum(firedByDay.slice(-WEEK)),
    fired30: sum(firedByDay),
    agreement: agreement.get(code) ?? { wrong: 0, count: 0 },
    changed: change,
  };
}

/** One finding of each code on each of the newest runs that have it; the window bounds how far back is looked for a rare code. */
async function listTypical(tx: Tx, projectId: string, codes: readonly string[]): Promise<TypicalFinding[]> {
  const rows = await tx.$queryRaw<(Omit<TypicalFinding, 'startedAt'> & { startedAt: Date })[]>`
    SELECT DISTINCT ON (r.started_at, r.run_id, f.code) r.run_id AS "runId", r.name AS "runName", r.started_at AS "startedAt",
      r.review_outcome AS outcome, f.code, f.severity, f.detail, f.claim_id AS "claimId", f.check_version AS "checkVersion"
    FROM (
      SELECT n.run_id, n.revision, n.name, n.started_at, n.review_outcome FROM run n
      WHERE n.project_id = ${projectId}::uuid AND n.started_at >= now() - make_interval(days => ${FIRED_DAYS}::int)
        AND n.codes && ${[...codes]}::text[] AND n.phase = 'evaluated'
      ORDER BY n.started_at DESC, n.run_id LIMIT ${TYPICAL}
    ) r JOIN finding f ON f.project_id = ${projectId}::uuid AND f.run_id = r.run_id AND f.revision = r.revision
    WHERE f.code = ANY(${[...codes]}::text[])
    ORDER BY r.started_at DESC, r.run_id, f.code, f.ordinal LIMIT ${TYPICAL}`;
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}
