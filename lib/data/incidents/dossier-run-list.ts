// All runs of an incident as lines of JSON, kept in parts when its dossier is exported: memory holds one part, whatever the number.
import 'server-only';
import { createHash } from 'node:crypto';
import { type RunList, runListSchema } from '@/lib/domain/incident/dossier';
import { type Actor, can } from '@/lib/domain/policy';
import { blobStore } from '@/lib/documents/blob-store';
import { sha256Hex } from '@/lib/documents/damaged-blob';
import { forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { getIncidentRow } from './incidents';

const PART_RUNS = 10_000;
const MEDIA_TYPE = 'application/x-ndjson';

interface Line {
  run_id: string;
  added_at: string;
  why: string;
  place: string;
  item_id: string | null;
}

/** In the order in which they were added. A run that is added meanwhile may be in it or not; none is in it twice. */
export async function keepRunList(projectId: string, incidentId: string, partRuns = PART_RUNS): Promise<RunList> {
  const whole = createHash('sha256');
  const list: RunList = { runs: 0, bytes: 0, sha256: '', parts: [] };
  for (let after: Line | null = null; ; ) {
    const lines = await withProject(projectId, (tx) => readLines(tx, projectId, incidentId, after, partRuns));
    if (lines.length > 0) {
      const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'utf8');
      whole.update(bytes);
      list.runs += lines.length;
      list.bytes += bytes.length;
      list.parts.push(await keepPart(projectId, bytes));
    }
    after = lines.at(-1) ?? null;
    if (lines.length < partRuns) return { ...list, sha256: whole.digest('hex') };
  }
}

async function readLines(tx: Tx, projectId: string, incidentId: string, after: Line | null, limit: number): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT i.run_id, to_char(i.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS added_at, i.why, i.outcome AS place, i.item_id::text
    FROM incident_run i WHERE i.project_id = ${projectId}::uuid AND i.incident_id = ${incidentId}::uuid
      AND (i.added_at, i.run_id) > (${after?.added_at ?? '-infinity'}::text::timestamptz, ${after?.run_id ?? ''})
    ORDER BY i.added_at, i.run_id LIMIT ${limit}`;
}

async function keepPart(projectId: string, bytes: Uint8Array): Promise<string> {
  const sha256 = sha256Hex(bytes);
  await (await blobStore()).put(projectId, sha256, bytes);
  await withProject(projectId, (tx) =>
    tx.blob.createMany({
      data: [{ projectId, sha256, byteSize: BigInt(bytes.length), mediaType: MEDIA_TYPE, createdAt: new Date() }],
      skipDuplicates: true,
    }),
  );
  return sha256;
}

/**
 * The list that a dossier states the hash of, part by part; the newest that was kept when no hash is asked for. Throws `not_found`,
 * also for incidents whose dossiers list every run themselves.
 */
export async function getRunList(
  actor: Actor,
  incidentId: string,
  sha256: string | undefined,
): Promise<{ list: RunList; parts: AsyncGenerator<string> }> {
  if (!can(actor, 'incident.export')) throw forbidden('export the dossier of an incident');
  const { projectId } = actor;
  const events = await withProject(projectId, async (tx) => {
    await getIncidentRow(tx, projectId, incidentId);
    return tx.incidentEvent.findMany({ where: { projectId, incidentId, kind: 'exported' }, orderBy: { seq: 'desc' } });
  });
  const lists = events.flatMap(({ body }) => runListSchema.safeParse((body as { run_list?: unknown }).run_list).data ?? []);
  const list = lists.find((each) => sha256 === undefined || each.sha256 === sha256);
  if (!list) throw notFound('list of runs');
  return { list, parts: readParts(projectId, list) };
}

async function* readParts(projectId: string, { parts }: RunList): AsyncGenerator<string> {
  const blobs = await blobStore();
  for (const sha256 of parts) {
    const bytes = await blobs.get(projectId, sha256);
    if (!bytes) throw new Error(`a part of a list of runs is not there: ${sha256}`);
    yield Buffer.from(bytes).toString('utf8');
  }
}
