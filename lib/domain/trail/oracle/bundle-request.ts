// What the files of an export say about one entry, as the other implementation wants to be asked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTlogProof } from '@/lib/domain/trail/tlog-proof';
import type { OracleRequest } from './ask-oracle';

/** `folder` and `earlier` hold unpacked exports of the same trail; `index` counts entries from 0. */
export function bundleRequest(folder: string, earlier: string, index: number): OracleRequest {
  const lines = read(folder, 'entries.jsonl').split('\n').filter(Boolean);
  const entry = lines.map((line) => JSON.parse(line) as { index: number; payload: string }).find((line) => line.index === index);
  const proofs = JSON.parse(read(folder, 'consistency.json')) as { old_size: number; path: string[] }[];
  const oldSize = Number(read(earlier, 'checkpoint').split('\n')[1]);
  return {
    key: read(folder, 'public-key.txt').trim(),
    checkpoint: read(folder, 'checkpoint'),
    earlier: read(earlier, 'checkpoint'),
    index,
    entry: entry?.payload ?? '',
    inclusion: (parseTlogProof(read(folder, `proofs/${index}.tlog-proof`))?.path ?? []).map((hash) => hash.toString('base64')),
    consistency: proofs.find((proof) => proof.old_size === oldSize)?.path ?? [],
  };
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
