// Queues: their counts, their rules, and the one way to change them.
import 'server-only';
import { ITEM_STATES, type ItemState } from '@/lib/domain/item-state';
import { newId } from '@/lib/domain/new-id';
import { type Actor, can } from '@/lib/domain/policy';
import { type QueueDefinition, queueDefinitionSchema, queueNameSchema, type QueueSummary } from '@/lib/domain/queue';
import type { RuleFilter } from '@/lib/domain/rule';
import type { Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';
import { forbidden, notFound } from '@/lib/errors';
import { createHash } from 'node:crypto';
import type { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { databaseNow } from './item-verb';
import { redactValue } from '@/lib/data/privacy/redactor';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';

/** All queues of the project in their order, with rules and counts. */
export async function listQueues(actor: Actor): Promise<QueueSummary[]> {
  if (!can(actor, 'queue.read')) throw forbidden('see queues');
  return withProject(actor.projectId, (tx) => summaries(tx, actor.projectId, {}));
}

/** Throws `not_found`. */
export async function getQueue(actor: Actor, name: string): Promise<QueueSummary> {
  if (!can(actor, 'queue.read')) throw forbidden('see queues');
  return withProject(actor.projectId, async (tx) => {
    const [queue] = await summaries(tx, actor.projectId, { queueId: await getQueueId(tx, actor.projectId, name) });
    if (!queue) throw notFound('queue');
    return queue;
  });
}

/** Throws `not_found`. */
export async function getQueueId(tx: Tx, projectId: string, name: string): Promise<string> {
  const queue = name.includes('\0')
    ? null
    : await tx.queue.findUnique({ where: { projectId_name: { projectId, name } }, select: { queueId: true } });
  if (!queue) throw notFound('queue');
  return queue.queueId;
}

export async function summaries(tx: Tx, projectId: string, where: { queueId?: string }): Promise<QueueSummary[]> {
  const queues = await tx.queue.findMany({
    where: { projectId, ...where },
    orderBy: [{ ordinal: 'asc' }, { createdAt: 'asc' }, { name: 'asc' }],
  });
  const rules = await tx.rule.findMany({ where: { projectId, ...where }, orderBy: { ordinal: 'asc' } });
  const counts = await tx.item.groupBy({ by: ['queueId', 'state'], where: { projectId, ...where }, _count: true });
  return queues.map(({ queueId, name, title, description, leaseMinutes, dueHours, maxAttempts }) => ({
    queueId,
    name,
    title,
    description,
    leaseMinutes,
    dueHours,
    maxAttempts,
    rules: rules
      .filter((rule) => rule.queueId === queueId)
      .map((rule) => ({
        name: rule.name,
        when: rule.filter as RuleFilter,
        sample: rule.sample,
        priority: rule.priority,
        enabled: rule.isEnabled,
      })),
    counts: Object.fromEntries(
      ITEM_STATES.map((state) => [state, counts.find((one) => one.queueId === queueId && one.state === state)?._count ?? 0]),
    ) as Record<ItemState, number>,
  }));
}

/** Makes the queue or changes it to exactly this; recorded in the trail. New rules apply to runs from now on; backfill is asked for apart. */
export async function putQueue(actor: Actor, name: string, payload: unknown): Promise<{ queue: QueueSummary; isNew: boolean }> {
  if (!can(actor, 'queue.edit')) throw forbidden('edit queues');
  if (!queueNameSchema.safeParse(name).success)
    throw invalidFields([
      { path: '/name', detail: 'may have lower-case letters, digits, dot, dash and underscore, up to 100', code: 'invalid_format' },
    ]);
  const { projectId } = actor;
  const read = readInput(() => queueDefinitionSchema.parse(payload));
  const [title, description] = [await redactValue(projectId, 'title', read.title), await redactValue(projectId, 'note', read.description)];
  const definition = { ...read, ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
  return withProject(projectId, async (tx) => {
    const at = await databaseNow(tx);
    const { queueId, isNew } = await upsertQueue(tx, projectId, name, definition, at);
    await tx.rule.deleteMany({ where: { projectId, queueId } });
    await tx.rule.createMany({
      data: definition.rules.map(({ name: ruleName, when, sample, priority, enabled }, ordinal) => ({
        projectId,
        queueId,
        ordinal,
        name: ruleName,
        filter: when as Prisma.InputJsonValue,
        sample,
        priority,
        isEnabled: enabled,
      })),
    });
    const stated = JSON.parse(JSON.stringify(definition)) as Json;
    const sha256 = createHash('sha256').update(canonicalJson(stated), 'utf8').digest('hex');
    await appendTrail(tx, projectId, [
      {
        type: isNew ? 'queue.created' : 'queue.changed',
        at,
        actorId: actor.userId ?? actor.keyId ?? null,
        policyVersion: sha256,
        facts: { queue: name, rules: definition.rules.map((rule) => rule.name), definition_sha256: sha256 },
        committed: { definition: stated },
      },
    ]);
    const [queue] = await summaries(tx, projectId, { queueId });
    if (!queue) throw new Error('the queue that was just stored is gone');
    return { queue, isNew };
  });
}

/** The row stays locked until the end, so that two changes at once come one after the other. */
async function upsertQueue(
  tx: Tx,
  projectId: string,
  name: string,
  definition: QueueDefinition,
  at: Date,
): Promise<{ queueId: string; isNew: boolean }> {
  const queueId = newId();
  const [row] = await tx.$queryRaw<{ queueId: string }[]>`
    INSERT INTO queue (project_id, queue_id, name, title, description, lease_minutes, due_hours, max_attempts, ordinal, created_at)
    SELECT ${projectId}::uuid, ${queueId}::uuid, ${name}, ${definition.title ?? name}, ${definition.description ?? ''}, ${definition.lease_minutes}, ${definition.due_hours ?? null}::int,
      ${definition.max_attempts}, (SELECT coalesce(max(o.ordinal), -1) + 1 FROM queue o WHERE o.project_id = ${projectId}::uuid), ${at}
    ON CONFLICT (project_id, name) DO UPDATE SET title = excluded.title, description = excluded.description, lease_minutes = excluded.lease_minutes,
      due_hours = excluded.due_hours, max_attempts = excluded.max_attempts
    RETURNING queue_id::text AS "queueId"`;
  if (!row) throw new Error('the queue was not stored');
  return { queueId: row.queueId, isNew: row.queueId === queueId };
}
