// The part of a trail that a dossier stands on: its entries with inclusion proofs under one signed checkpoint, as files by name.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DossierEntry } from '@/lib/domain/incident/dossier';
import { inclusionNodes, inclusionProof } from '@/lib/domain/trail/merkle-tree';
import { tlogProofText } from '@/lib/domain/trail/tlog-proof';
import { withProject } from '@/lib/data/database';
import { consistencyProofs, LOST_LEAF } from '@/lib/data/trail/trail-bundle-files';
import { type TrailCheckpoint, verifierKeys } from '@/lib/data/trail/trail-checkpoint';
import { readNodes } from '@/lib/data/trail/trail-nodes';

const PROOFS_A_READ = 500;

/** What people wrote goes along for entries of incidents and documents; what reviewers decided stays committed to. */
const SHOWN_TYPES = /^(incident|document)\./;

/** Entries that the checkpoint does not cover are left out: nothing could prove them. */
export async function dossierFiles(
  projectId: string,
  entries: readonly DossierEntry[],
  checkpoint: TrailCheckpoint,
): Promise<{ [name: string]: string }> {
  const signed = entries.filter(({ index }) => BigInt(index) < checkpoint.size);
  const files: { [name: string]: string } = {
    checkpoint: checkpoint.note,
    'public-key.txt': (await withProject(projectId, (tx) => verifierKeys(tx, projectId))).map((key) => `${key}\n`).join(''),
    'entries.jsonl': await entryLines(projectId, signed),
    'consistency.json': JSON.stringify(await consistencyProofs(projectId, checkpoint.size, undefined)),
  };
  for (let from = 0; from < signed.length; from += PROOFS_A_READ)
    Object.assign(files, await proofs(projectId, signed.slice(from, from + PROOFS_A_READ), checkpoint));
  for (const name of ['verify.mjs', 'verify-dossier.mjs']) files[name] = await readFile(join(process.cwd(), 'lib', 'cli', name), 'utf8');
  return files;
}

async function entryLines(projectId: string, entries: readonly DossierEntry[]): Promise<string> {
  const shown = entries.filter(({ type }) => SHOWN_TYPES.test(type)).map(({ index }) => BigInt(index));
  const values = await withProject(projectId, (tx) => tx.trailValue.findMany({ where: { projectId, idx: { in: shown } } }));
  const byEntry = groupBy(values, ({ idx }) => Number(idx));
  return entries
    .map(({ index, payload }) => {
      const own = (byEntry.get(index) ?? []).map(
        ({ field, salt, value }) => [field, { salt: Buffer.from(salt).toString('hex'), value }] as const,
      );
      return `${JSON.stringify({ index, payload, values: Object.fromEntries(own) })}\n`;
    })
    .join('');
}

async function proofs(
  projectId: string,
  entries: readonly DossierEntry[],
  { size, note }: TrailCheckpoint,
): Promise<{ [name: string]: string }> {
  const refs = entries.flatMap(({ index }) => inclusionNodes(BigInt(index), size));
  const getNode = await withProject(projectId, (tx) => readNodes(tx, projectId, refs, LOST_LEAF));
  return Object.fromEntries(
    entries.map(({ index }) => {
      const path = inclusionProof(BigInt(index), size, getNode);
      return [`proofs/${index}.tlog-proof`, tlogProofText({ index: BigInt(index), path, checkpoint: note })];
    }),
  );
}
