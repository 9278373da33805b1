// The privacy rules of a project: the version in force, made ready for the door, and how a new version is saved.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { DEFAULT_PRIVACY_RULES, isPrivacyOn, type PrivacyRules, privacyRulesSchema } from '@/lib/domain/privacy-rules';
import type { Json } from '@/lib/domain/run/run';
import { conflict, forbidden } from '@/lib/errors';
import { patternProblem } from '@/lib/privacy/custom-pattern';
import { type ReadyRules, readyRules } from '@/lib/privacy/redactor';
import { RECOGNISERS } from '@/lib/privacy/registry';
import { withProject, withProjectSql } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';

export interface PrivacyVersion {
  /** 0: nothing was saved, the default is in force. */
  version: number;
  rules: PrivacyRules;
  savedAt: string | null;
}
export interface RulesInForce {
  version: number;
  rules: PrivacyRules;
  ready: ReadyRules;
  isOn: boolean;
}

/** Every process asks once in this time, so a new version holds everywhere one second after it was saved. */
const FRESH_MS = 1000;
const MAX_HELD = 5000;
const inForce = new Map<string, { askedAt: number; rules: Promise<RulesInForce> }>();

/** What the door works with. Throws as the database does when it cannot be asked. */
export async function privacyInForce(projectId: string): Promise<RulesInForce> {
  const known = inForce.get(projectId);
  const now = performance.now();
  if (known && now - known.askedAt < FRESH_MS) return known.rules;
  const rules = loadInForce(projectId, known?.rules);
  if (inForce.size >= MAX_HELD) inForce.clear();
  inForce.set(projectId, { askedAt: now, rules });
  rules.catch(() => inForce.delete(projectId));
  return rules;
}

/** What a project can choose from, for people. */
export function listRecognisers(): { id: string; title: string; example: string }[] {
  return RECOGNISERS.map(({ id, title, example }) => ({ id, title, example }));
}

export async function getPrivacyRules(actor: Actor): Promise<PrivacyVersion> {
  if (!can(actor, 'privacy.read')) throw forbidden('see the privacy rules');
  const { projectId } = actor;
  const row = await withProject(projectId, (tx) => tx.privacyRules.findFirst({ where: { projectId }, orderBy: { version: 'desc' } }));
  if (!row) return { version: 0, rules: DEFAULT_PRIVACY_RULES, savedAt: null };
  return { version: row.version, rules: privacyRulesSchema.parse(row.rules), savedAt: row.createdAt.toISOString() };
}

/** Saves a new version, made from version `base`. It holds for what comes in from then on; what is stored is not touched. */
export async function savePrivacyRules(actor: Actor, base: number, input: unknown): Promise<PrivacyVersion> {
  if (!can(actor, 'privacy.edit')) throw forbidden('change the privacy rules');
  const rules = readPrivacyRules(input);
  const { projectId } = actor;
  const savedAt = new Date();
  const version = base + 1;
  await withProject(projectId, async (tx) => {
    const before = await tx.privacyRules.findFirst({ where: { projectId }, orderBy: { version: 'desc' } });
    const made = await tx.privacyRules.createMany({
      data: { projectId, version, rules, createdBy: actorId(actor) ?? '', createdAt: savedAt },
      skipDuplicates: true,
    });
    if (made.count === 0 || (before?.version ?? 0) !== base)
      throw conflict('stale_rules', 'Somebody saved other rules meanwhile. Load the page again and look at them first.');
    await appendTrail(tx, projectId, [
      {
        type: 'privacy.changed',
        at: savedAt,
        actorId: actorId(actor),
        facts: { version },
        committed: { before: (before?.rules ?? DEFAULT_PRIVACY_RULES) as Json, after: rules as Json },
      },
    ]);
  });
  inForce.delete(projectId);
  return { version, rules, savedAt: savedAt.toISOString() };
}

/** Throws `invalid` with every field that is wrong, patterns and names of recognisers among them. */
export function readPrivacyRules(input: unknown): PrivacyRules {
  const rules = readInput(() => privacyRulesSchema.parse(input));
  const known = new Set(RECOGNISERS.map(({ id }) => id));
  const problems = [
    ...Object.keys(rules.recognisers)
      .filter((id) => !known.has(id))
      .map((id) => ({ path: `/recognisers/${id}`, detail: 'is not a recogniser' })),
    ...rules.custom.flatMap(({ pattern, type }, index) => [
      ...(known.has(type) ? [{ path: `/custom/${index}/type`, detail: 'is the name of a recogniser' }] : []),
      ...[patternProblem(pattern)].flatMap((detail) => (detail === null ? [] : [{ path: `/custom/${index}/pattern`, detail }])),
    ]),
  ];
  if (problems.length > 0) throw invalidFields(problems);
  return rules;
}

async function loadInForce(projectId: string, before: Promise<RulesInForce> | undefined): Promise<RulesInForce> {
  const row = await withProjectSql(projectId, async (client) => {
    const { rows } = await client.query<{ version: number; rules: unknown }>(
      'SELECT version, rules FROM privacy_rules WHERE project_id = $1::uuid ORDER BY version DESC LIMIT 1',
      [projectId],
    );
    return rows[0];
  });
  const known = await before?.catch(() => undefined);
  const version = row?.version ?? 0;
  if (known?.version === version) return known;
  const rules = row ? privacyRulesSchema.parse(row.rules) : DEFAULT_PRIVACY_RULES;
  return { version, rules, ready: readyRules(rules), isOn: isPrivacyOn(rules) };
}
