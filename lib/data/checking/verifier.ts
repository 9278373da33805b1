// The verifier of a project as people see it, and how it is set up, changed and removed, each with its trail entry.
import 'server-only';
import { endpointProblem } from '@/lib/connectors/endpoint-url';
import { type Actor, can } from '@/lib/domain/policy';
import { type VerifierSettings, verifierInputSchema, verifierSettingsSchema } from '@/lib/domain/verifier/verifier-settings';
import { type VerifierView, verifierState } from '@/lib/domain/verifier/verifier-view';
import { ExpectedError, type FieldProblem, forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';
import { usedToday } from './verifier-budget';
import { sealVerifierSecret } from './verifier-row';
import { verifyWaiting } from './verifier-wait';

export async function getVerifier(actor: Actor): Promise<VerifierView> {
  if (!can(actor, 'verifier.read')) throw forbidden('see the verifier');
  return withProject(actor.projectId, (tx) => viewOf(tx, actor.projectId));
}

/** Sets it up or changes it. Throws `invalid` with every wrong field. */
export async function saveVerifier(actor: Actor, input: unknown): Promise<VerifierView> {
  requireEdit(actor);
  const { projectId } = actor;
  const { settings, secret, is_on: isOn } = readVerifierInput(input);
  const given = secret === null ? null : secret.trim();
  return withProject(projectId, async (tx) => {
    const before = await tx.verifier.findUnique({ where: { projectId } });
    const old = verifierSettingsSchema.safeParse(before?.settings).data ?? null;
    if (before?.secret && given === null && old?.url !== settings.url)
      throw invalidFields([{ path: '/secret', detail: 'is needed again with a new address: what is stored was given for another one' }]);
    const at = new Date();
    const fields = Object.keys(settings).filter(
      (field) => settings[field as keyof VerifierSettings] !== old?.[field as keyof VerifierSettings],
    );
    const facts = { kind: settings.kind, fields, is_on: isOn, is_secret_changed: given !== null };
    await record(tx, actor, 'verifier.changed', facts, { address: settings.url, model: settings.model });
    const data = {
      settings,
      isOn,
      changedBy: actor.userId,
      changedAt: at,
      ...(given === null ? {} : { secret: given === '' ? null : sealVerifierSecret(given, projectId) }),
      // Whoever changes it wants to see it tried.
      failures: 0,
      pausedUntil: null,
      awaySince: null,
    };
    await tx.verifier.upsert({ where: { projectId }, create: { projectId, ...data }, update: data });
    if (isOn) await verifyWaiting(tx, projectId, at);
    return viewOf(tx, projectId);
  });
}

/** Removes it with its credential, what it said, and the list of runs that wait for it. Runs keep the risk that they have. */
export async function removeVerifier(actor: Actor): Promise<void> {
  requireEdit(actor);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    if ((await tx.verifier.count({ where: { projectId } })) === 0) return;
    await record(tx, actor, 'verifier.removed', {}, {});
    await tx.verifierWait.deleteMany({ where: { projectId } });
    await tx.verifierScore.deleteMany({ where: { projectId } });
    await tx.verifier.deleteMany({ where: { projectId } });
  });
}

async function viewOf(tx: Tx, projectId: string): Promise<VerifierView> {
  const row = await tx.verifier.findUnique({ where: { projectId } });
  const settings = verifierSettingsSchema.safeParse(row?.settings).data ?? null;
  const use = await usedToday(tx, projectId);
  const price = settings?.usd_per_1000_pairs ?? null;
  const facts = { isOn: row?.isOn ?? false, awaySince: row?.awaySince ?? null };
  return {
    state: row ? verifierState({ ...facts, pairsToday: use.pairs, maxPairsPerDay: settings?.max_pairs_per_day ?? 0 }) : 'none',
    settings,
    has_secret: (row?.secret ?? null) !== null,
    away_since: row?.awaySince?.toISOString() ?? null,
    next_try_at: row?.pausedUntil?.toISOString() ?? null,
    last_ok_at: row?.lastOkAt?.toISOString() ?? null,
    last_error: row?.lastError ?? null,
    last_error_at: row?.lastErrorAt?.toISOString() ?? null,
    use: { ...use, cost_usd: price === null ? null : (use.pairs / 1000) * price },
    known_scores: await tx.verifierScore.count({ where: { projectId } }),
    waiting_runs: await tx.verifierWait.count({ where: { projectId } }),
  };
}

/** The schema's problems and those of address and credential in one refusal. */
function readVerifierInput(input: unknown) {
  const raw = input as { settings?: { url?: unknown } | null; secret?: unknown } | null | undefined;
  const problems = [...urlProblems(raw?.settings?.url), ...secretProblems(raw?.secret)];
  try {
    const read = readInput(() => verifierInputSchema.parse(input));
    if (problems.length === 0) return read;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    problems.push(...error.problems);
  }
  throw invalidFields(problems);
}

/** What is no text at all is the schema's to refuse. */
function urlProblems(url: unknown): FieldProblem[] {
  const problem = typeof url === 'string' && url.trim() !== '' ? endpointProblem(url.trim()) : null;
  return problem === null ? [] : [{ path: '/settings/url', detail: problem }];
}

function secretProblems(secret: unknown): FieldProblem[] {
  return typeof secret === 'string' && /[^\u0021-\u007e]/u.test(secret.trim())
    ? [{ path: '/secret', detail: 'holds spaces or characters that a key cannot have; copy it again' }]
    : [];
}

function requireEdit(actor: Actor): void {
  if (!can(actor, 'verifier.edit')) throw forbidden('change the verifier');
}

type Facts = NonNullable<TrailRecord['facts']>;
async function record(tx: Tx, actor: Actor, type: string, facts: Facts, committed: Facts): Promise<void> {
  await appendTrail(tx, actor.projectId, [{ type, at: new Date(), actorId: actorId(actor), facts, committed }]);
}
