// The files of a trail bundle, read part by part: nothing of the size of the trail is held in memory.
import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleReadme } from '@/lib/domain/trail/bundle-readme';
import { parseCheckpoint } from '@/lib/domain/trail/checkpoint';
import { filterWords } from '@/lib/domain/trail/filter-words';
import { consistencyNodes, consistencyProof, inclusionNodes, inclusionProof } from '@/lib/domain/trail/merkle-tree';
import { tilePath, tilesOf } from '@/lib/domain/trail/tile';
import { tlogProofText } from '@/lib/domain/trail/tlog-proof';
import type { TrailEntryView } from '@/lib/domain/trail/trail-entry-view';
import type { TrailExport } from '@/lib/domain/trail/trail-query';
import { withProject } from '@/lib/data/database';
import { verifierKeys } from './trail-checkpoint';
import type { TrailCheckpoint } from './trail-checkpoint';
import { listBundleDocuments } from './trail-documents';
import { trailWhere, viewEntries } from './trail-entries';
import type { EntryRow } from './trail-entries';
import { readNodes } from './trail-nodes';
import { readTile } from './trail-tile';
import type { ZipFile } from '@/lib/data/zip-stream';

/** Hashes of all entries go along up to here (32 MB); beyond, earlier checkpoints are proven by `consistency.json` alone. */
const MAX_TILED_SIZE = 1_000_000n;
const MAX_CONSISTENCY_PROOFS = 100;
const ENTRIES_A_READ = 500;
/** An entry that was deleted behind the product must not stop its discovery: the bundle is made, and does not verify. */
export const LOST_LEAF = new Uint8Array(32);

/** Runs and actors that the exported entries name; filled while they are written. */
interface Seen {
  runIds: Set<string>;
  people: Map<string, string>;
}

export async function* bundleFiles(projectId: string, request: TrailExport, checkpoint: TrailCheckpoint): AsyncGenerator<ZipFile> {
  const { size, note } = checkpoint;
  const origin = parseCheckpoint(note)?.origin ?? projectId;
  const keys = await withProject(projectId, (tx) => verifierKeys(tx, projectId));
  const seen: Seen = { runIds: new Set(), people: new Map() };
  yield text('README.txt', bundleReadme({ origin, size, exportedAt: new Date(), filter: filterWords(request) }));
  yield text('checkpoint', note);
  yield text('public-key.txt', keys.map((key) => `${key}\n`).join(''));
  yield { name: 'verify.mjs', content: await readFile(join(process.cwd(), 'lib', 'cli', 'verify.mjs')) };
  yield { name: 'entries.jsonl', content: entryLines(projectId, request, size, seen) };
  yield* proofFiles(projectId, request, checkpoint);
  const people = [...seen.people].map(([id, name]) => ({ actor_id: id, name }));
  yield json('people.json', people);
  yield json('documents.json', await withProject(projectId, (tx) => listBundleDocuments(tx, projectId, [...seen.runIds])));
  yield json('consistency.json', await consistencyProofs(projectId, size, request.since));
  yield* leafTiles(projectId, size);
}

async function* entryLines(projectId: string, request: TrailExport, size: bigint, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const rows of signedRows(projectId, request, size)) {
    const entries = await withProject(projectId, (tx) => viewEntries(tx, projectId, rows, size));
    for (const { runId, actorId, actorName } of entries) {
      if (runId !== null) seen.runIds.add(runId);
      if (actorId !== null && actorName !== null) seen.people.set(actorId, actorName);
    }
    yield Buffer.from(entries.map((entry) => `${JSON.stringify(entryLine(entry))}\n`).join(''), 'utf8');
  }
}

/** `value` is the canonical text that was hashed after the salt, not the value itself. */
function entryLine({ index, payload, committed }: TrailEntryView): object {
  const values = Object.entries(committed).flatMap(([field, value]) =>
    value.state === 'shown' ? [[field, { salt: value.salt, value: value.text }] as const] : [],
  );
  return { index: Number(index), payload, values: Object.fromEntries(values) };
}

async function* proofFiles(projectId: string, request: TrailExport, { size, note }: TrailCheckpoint): AsyncGenerator<ZipFile> {
  for await (const rows of signedRows(projectId, request, size)) {
    const refs = rows.flatMap(({ idx }) => inclusionNodes(idx, size));
    const getNode = await withProject(projectId, (tx) => readNodes(tx, projectId, refs, LOST_LEAF));
    for (const { idx } of rows) {
      const path = inclusionProof(idx, size, getNode);
      yield text(`proofs/${idx}.tlog-proof`, tlogProofText({ index: idx, path, checkpoint: note }));
    }
  }
}

/** Entries that match and are signed, in order, a read at a time. */
async function* signedRows(projectId: string, request: TrailExport, size: bigint): AsyncGenerator<EntryRow[]> {
  for (let from = 0n; ; ) {
    const unread = { idx: { gte: from, lt: size } };
    const rows = await withProject(projectId, (tx) =>
      tx.trailEntry.findMany({ where: { AND: [trailWhere(projectId, request), unread] }, orderBy: { idx: 'asc' }, take: ENTRIES_A_READ }),
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    from = last.idx + 1n;
  }
}

/** From the newest stored checkpoints, and from `since`, to the one of the bundle. */
export async function consistencyProofs(projectId: string, size: bigint, since: bigint | undefined): Promise<object[]> {
  return withProject(projectId, async (tx) => {
    const where = { projectId, size: { lt: size } };
    const stored = await tx.trailCheckpoint.findMany({
      where,
      orderBy: { size: 'desc' },
      take: MAX_CONSISTENCY_PROOFS,
      select: { size: true },
    });
    const oldSizes = [...new Set([...(since === undefined ? [] : [since]), ...stored.map((checkpoint) => checkpoint.size)])];
    const refs = oldSizes.flatMap((oldSize) => consistencyNodes(oldSize, size));
    const getNode = await readNodes(tx, projectId, refs, LOST_LEAF);
    return oldSizes.map((oldSize) => {
      const path = consistencyProof(oldSize, size, getNode).map((hash) => hash.toString('base64'));
      return { old_size: Number(oldSize), size: Number(size), path };
    });
  });
}

async function* leafTiles(projectId: string, size: bigint): AsyncGenerator<ZipFile> {
  if (size > MAX_TILED_SIZE) return;
  for (const tile of tilesOf(size, 'hashes')) {
    if (tile.level !== 0) return;
    yield { name: tilePath(tile), content: await withProject(projectId, (tx) => readTile(tx, projectId, tile, LOST_LEAF)) };
  }
}

function text(name: string, content: string): ZipFile {
  return { name, content: Buffer.from(content, 'utf8') };
}

function json(name: string, content: unknown): ZipFile {
  return text(name, `${JSON.stringify(content, null, 1)}\n`);
}
