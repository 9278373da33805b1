// Where a project's decisions are sent: listed without credentials, made, changed, switched and removed, each with its trail entry.
import 'server-only';
import { z } from 'zod';
import type { Connector } from '@/lib/connectors/connector';
import { connectorOf } from '@/lib/connectors/registry';
import { newId } from '@/lib/domain/new-id';
import { plainNameSchema } from '@/lib/domain/plain-name';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, type FieldProblem, forbidden, invalid, notFound } from '@/lib/errors';
import { sealConnectorSecret } from './connector-secret';
import { type Tx, withProject } from '@/lib/data/database';
import { enqueueDelivery } from './delivery-queue';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';

// Locks are taken in one order everywhere: the trail, deliveries, the connector. Decisions and the worker take theirs so as well.

const MAX_CONNECTORS = 20;

export const connectorInputSchema = z.strictObject({
  name: plainNameSchema(80),
  settings: z.record(z.string(), z.unknown()),
  /** Null keeps the stored one. */
  secret: z.string().max(8000).nullable(),
});
export type ConnectorInput = z.input<typeof connectorInputSchema>;

/** Makes a connector; decisions from now on go to it. Throws `invalid` with every wrong field. Answers its id. */
export async function createConnector(actor: Actor, kind: string, input: ConnectorInput): Promise<string> {
  requireEdit(actor);
  const { projectId } = actor;
  const connector = connectorOf(kind);
  if (!connector) throw invalid('There is no connector of this kind.', [{ path: '/kind', detail: 'is not known' }]);
  const { name, settings, secret } = readConnector(connector, input, false);
  const connectorId = newId();
  const sealed = secret ? sealConnectorSecret(secret, { projectId, connectorId }) : null;
  await withProject(projectId, async (tx) => {
    if ((await tx.connector.count({ where: { projectId } })) >= MAX_CONNECTORS)
      throw conflict('too_many', `A project has at most ${MAX_CONNECTORS} connectors. Remove one first.`);
    await requireFreeName(tx, projectId, name, null);
    const data = { projectId, connectorId, kind, name, settings: settings as object, secret: sealed, createdBy: actor.userId };
    await tx.connector.create({ data: { ...data, createdAt: new Date() } });
    await record(tx, actor, 'connector.created', { connector_id: connectorId, kind }, { name, address: addressOf(settings) });
  });
  return connectorId;
}

/** Changes name, settings and, when one is given, the credential. What waits is tried again at once. */
export async function changeConnector(actor: Actor, connectorId: string, input: ConnectorInput): Promise<void> {
  requireEdit(actor);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const row = await findConnector(tx, projectId, connectorId);
    const connector = connectorOf(row.kind);
    if (!connector) throw conflict('unknown_kind', 'This version has no connector of this kind. Remove it, or update Countersign.');
    const { name, settings, secret } = readConnector(connector, input, row.secret !== null);
    const before = row.settings as { [name: string]: unknown };
    const address = addressOf(settings);
    if (secret === null && row.secret !== null && address !== addressOf(before))
      throw invalid('Enter the credential again: it was given for another address.', [
        { path: '/secret', detail: 'is needed with a new address' },
      ]);
    await requireFreeName(tx, projectId, name, connectorId);
    const fields = Object.keys(settings).filter((field) => settings[field] !== before[field]);
    const facts = { connector_id: connectorId, kind: row.kind, fields, is_secret_changed: secret !== null };
    await record(tx, actor, 'connector.changed', facts, { name, address });
    // The requests may be others now, so a delivery that was under way starts again; what arrived already is known by its id.
    await tx.delivery.updateMany({
      where: { projectId, connectorId, state: 'waiting' },
      data: { progress: 0, nextAt: await databaseNow(tx) },
    });
    await tx.connector.update({
      where: { projectId_connectorId: { projectId, connectorId } },
      data: {
        name,
        settings: settings as object,
        ...(secret === null ? {} : { secret: secret === '' ? null : sealConnectorSecret(secret, { projectId, connectorId }) }),
        failures: 0,
        pausedUntil: null,
      },
    });
    if (row.isEnabled) await enqueueDelivery(tx, projectId, connectorId, null);
  });
}

/** Off: decisions are kept for it and wait. On: what waits is sent. */
export async function switchConnector(actor: Actor, connectorId: string, isEnabled: boolean): Promise<void> {
  requireEdit(actor);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const { kind } = await findConnector(tx, projectId, connectorId);
    const { count } = await tx.connector.updateMany({
      where: { projectId, connectorId, isEnabled: !isEnabled },
      data: { isEnabled, ...(isEnabled ? { failures: 0, pausedUntil: null } : {}) },
    });
    if (count === 0) return;
    if (isEnabled) await enqueueDelivery(tx, projectId, connectorId, null);
    await record(tx, actor, isEnabled ? 'connector.switched_on' : 'connector.switched_off', { connector_id: connectorId, kind }, {});
  });
}

/** Removes it with its credential and everything that waits for it. What was sent stays where it was sent. */
export async function deleteConnector(actor: Actor, connectorId: string): Promise<void> {
  requireEdit(actor);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const { kind, name } = await findConnector(tx, projectId, connectorId);
    const waiting = await tx.delivery.count({ where: { projectId, connectorId, state: 'waiting' } });
    await record(tx, actor, 'connector.deleted', { connector_id: connectorId, kind, waiting }, { name });
    await tx.delivery.deleteMany({ where: { projectId, connectorId } });
    await tx.connector.deleteMany({ where: { projectId, connectorId } });
  });
}

/** Sends what was given up once more. Answers how many. */
export async function resendGivenUp(actor: Actor, connectorId: string): Promise<number> {
  requireEdit(actor);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const { kind, isEnabled } = await findConnector(tx, projectId, connectorId);
    const { count } = await tx.delivery.updateMany({
      where: { projectId, connectorId, state: 'given_up' },
      data: { state: 'waiting', attempts: 0, progress: 0, nextAt: await databaseNow(tx), endedAt: null, lastError: null },
    });
    if (count === 0) return 0;
    if (isEnabled) await enqueueDelivery(tx, projectId, connectorId, null);
    await record(tx, actor, 'connector.resent', { connector_id: connectorId, kind, deliveries: count }, {});
    return count;
  });
}

function readConnector(connector: Connector, input: ConnectorInput, hasStoredSecret: boolean) {
  const { name, settings, secret } = connectorInputSchema.parse(input);
  const parsed = connector.settings.safeParse(settings);
  const problems: FieldProblem[] = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    path: `/settings/${path.join('/')}`,
    detail: message,
  }));
  const given = secret === null ? null : secret.trim();
  if (connector.secret.isRequired && !(given ?? (hasStoredSecret ? 'stored' : '')))
    problems.push({ path: '/secret', detail: `${connector.secret.label} is needed` });
  const wrongSecret = given ? (connector.secretProblem?.(given) ?? controlCharacters(given, connector.secret.isLong)) : null;
  if (wrongSecret !== null) problems.push({ path: '/secret', detail: wrongSecret });
  if (problems.length > 0 || !parsed.success) throw invalid(problems[0]?.detail ?? 'Look at the marked fields.', problems);
  return { name, settings: parsed.data as { [name: string]: unknown }, secret: given };
}

function controlCharacters(secret: string, isLong: boolean): string | null {
  return !isLong && /[^\u0021-\u007e]/u.test(secret) ? 'holds spaces or characters that a key cannot have; copy it again' : null;
}

async function findConnector(tx: Tx, projectId: string, connectorId: string) {
  if (!z.uuid().safeParse(connectorId).success) throw notFound('connector');
  const row = await tx.connector.findUnique({ where: { projectId_connectorId: { projectId, connectorId } } });
  if (!row) throw notFound('connector');
  return row;
}

async function requireFreeName(tx: Tx, projectId: string, name: string, except: string | null): Promise<void> {
  const taken = await tx.connector.findFirst({ where: { projectId, name }, select: { connectorId: true } });
  if (taken && taken.connectorId !== except)
    throw invalid('Another connector has this name.', [{ path: '/name', detail: 'another connector has this name' }]);
}

function addressOf(settings: { [name: string]: unknown }): string {
  return typeof settings['url'] === 'string' ? settings['url'] : '';
}

function requireEdit(actor: Actor): void {
  if (!can(actor, 'connector.edit')) throw forbidden('change connectors');
}

type Facts = NonNullable<TrailRecord['facts']>;
async function record(tx: Tx, actor: Actor, type: string, facts: Facts, committed: Facts): Promise<void> {
  await appendTrail(tx, actor.projectId, [{ type, at: new Date(), actorId: actor.userId ?? actor.keyId ?? null, facts, committed }]);
}
