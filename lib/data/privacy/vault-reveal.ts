// The one way back from a token to its value and from a sealed medium to its bytes: there is none without an entry in the trail.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { type Revealed, revealSchema } from '@/lib/domain/reveal';
import type { Json } from '@/lib/domain/run/run';
import { blobStore } from '@/lib/documents/blob-store';
import { forbidden, notFound } from '@/lib/errors';
import { open } from '@/lib/privacy/envelope';
import { NO_SUBJECT } from '@/lib/privacy/subject';
import { type Tx, withProject } from '@/lib/data/database';
import { findMediaRow } from '@/lib/data/ingest/media';
import { actorId } from '@/lib/data/people/members';
import { projectKey } from '@/lib/data/people/project-keys';
import { readInput } from '@/lib/data/read-input';
import { mediaContext } from './redact-media';
import { redactValue } from './redactor';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';
import { unwrapSubjectKey } from './subject-keys';
import { vaultContext } from './vault';

/**
 * The value behind a token, or a sealed medium. Who asked for it, for what and in which run is committed before the value is opened, in the
 * transaction that reads it: an entry without a reveal may happen, a reveal without an entry cannot.
 */
export async function reveal(actor: Actor, input: unknown): Promise<Revealed> {
  if (!can(actor, 'content.reveal')) throw forbidden('have masked values back');
  const { token, media, purpose, run_id: runId } = readInput(() => revealSchema.parse(input));
  const said = await redactValue(actor.projectId, 'purpose', purpose);
  const asked = { runId, purpose: said };
  return token === undefined ? revealMedium(actor, media ?? '', asked) : revealToken(actor, token, asked);
}

interface Asked {
  runId: string | undefined;
  purpose: string;
}

async function revealToken(actor: Actor, token: string, asked: Asked): Promise<Revealed> {
  const { projectId } = actor;
  const row = await withProject(projectId, async (tx) => {
    const found = await findEntry(tx, projectId, token);
    await appendTrail(tx, projectId, [entryOf(actor, { token, value_type: found.type }, asked)]);
    return found;
  });
  const key = row.key ? await unwrapSubjectKey(projectId, row.key) : (await projectKey(projectId, 'data', row.generation)).key;
  const value = open(key, Buffer.from(row.sealed), vaultContext(projectId, row.type, token, row.subject)).toString('utf8');
  return { token, type: row.type, value };
}

/** The same value may have come with several users: any of them whose key is still there will do. */
async function findEntry(tx: Tx, projectId: string, token: string) {
  const entries = await tx.vaultEntry.findMany({ where: { projectId, token }, orderBy: [{ createdAt: 'asc' }, { subject: 'asc' }] });
  const subjects = entries.map(({ subject }) => subject);
  const keys = await tx.subjectKey.findMany({ where: { projectId, subject: { in: subjects } } });
  for (const entry of entries) {
    const key = keys.find(({ subject }) => subject === entry.subject) ?? null;
    if (entry.subject === NO_SUBJECT || key) return { ...entry, key };
  }
  throw notFound('token');
}

async function revealMedium(actor: Actor, id: string, asked: Asked): Promise<Revealed> {
  const { projectId } = actor;
  const hash = (await findMediaRow(projectId, id))?.sha256;
  if (hash === undefined) throw notFound('sealed medium');
  const row = await withProject(projectId, async (tx) => {
    const found = await tx.blob.findFirst({ where: { projectId, sha256: hash, kept: 'sealed' } });
    if (!found?.storedSha256) throw notFound('sealed medium');
    await appendTrail(tx, projectId, [entryOf(actor, { media: found.sha256, value_type: found.mediaType }, asked)]);
    return { ...found, storedSha256: found.storedSha256 };
  });
  const sealed = await (await blobStore()).get(projectId, row.storedSha256);
  if (!sealed) throw notFound('sealed medium');
  const { key } = await projectKey(projectId, 'data', row.sealedBy ?? undefined);
  const bytes = open(key, Buffer.from(sealed), mediaContext(projectId, row.sha256));
  return { media: row.sha256, type: row.mediaType, value: bytes.toString('base64') };
}

function entryOf(actor: Actor, facts: { [name: string]: Json }, { runId, purpose }: Asked): TrailRecord {
  return {
    type: 'content.revealed',
    at: new Date(),
    actorId: actorId(actor),
    ...(runId === undefined ? {} : { runId }),
    facts: { ...facts, via: actor.via },
    committed: { purpose },
  };
}
