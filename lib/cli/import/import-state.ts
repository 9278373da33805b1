// Where an import stands: a small file that is replaced as a whole after every answered batch, and the refusals beside it.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Json } from '@/lib/domain/run/run';
import { ImportFailure, type ImportRefusal, type ImportSource } from './import-source';

const stateSchema = z.object({
  format: z.literal('countersign.import-state/1'),
  source: z.string(),
  target: z.string(),
  startedAt: z.string(),
  position: z.unknown(),
  isComplete: z.boolean(),
  /** What the source was still writing when it was read to its end. */
  waiting: z.string().nullable(),
  accepted: z.number(),
  refused: z.number(),
  requests: z.number(),
  bytes: z.number(),
  /** Length of the file of refusals that belongs to this state; what stands behind it is of a batch that was not answered. */
  refusalBytes: z.number(),
});
export type ImportState = Omit<z.infer<typeof stateSchema>, 'position'> & { position: Json | null };

export interface StateFile {
  state: ImportState;
  refusalPath: string;
  /** Durable when it returns. */
  save(refusals: readonly ImportRefusal[]): void;
  /** Lets another start of the same import begin. */
  close(): void;
}

/** Kept by source, server and key: the same file into another project is another import. */
export function openState(folder: string, source: ImportSource, target: string, isRestart: boolean): StateFile {
  const name = createHash('sha256')
    .update(JSON.stringify([source.key, target]))
    .digest('hex')
    .slice(0, 20);
  const path = join(folder, `${name}.json`);
  const refusalPath = join(folder, `${name}.refused.jsonl`);
  const lockPath = join(folder, `${name}.lock`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  lock(lockPath);
  if (isRestart) for (const old of [path, refusalPath]) rmSync(old, { force: true });
  const state = readState(path) ?? freshState(source.key, target);
  if (existsSync(refusalPath)) truncateSync(refusalPath, state.refusalBytes);
  return {
    state,
    refusalPath,
    save: (refusals) => save(path, refusalPath, state, refusals),
    close: () => rmSync(lockPath, { force: true }),
  };
}

/** Two starts at a time would write over each other's position. A lock of a process that is gone means nothing. */
function lock(path: string): void {
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isAlive(holder))
    throw new ImportFailure(`This import is running already, as process ${holder}. If that is something else, remove ${path}.`);
  writeFileSync(path, String(process.pid), { mode: 0o600 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}

/** For a dry run: counts, and leaves no trace. */
export function passingState(source: ImportSource): ImportState {
  return freshState(source.key, '');
}

function freshState(source: string, target: string): ImportState {
  const startedAt = new Date().toISOString();
  const counts = { accepted: 0, refused: 0, requests: 0, bytes: 0, refusalBytes: 0 };
  return { format: 'countersign.import-state/1', source, target, startedAt, position: null, isComplete: false, waiting: null, ...counts };
}

function readState(path: string): ImportState | null {
  if (!existsSync(path)) return null;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) as ImportState;
  } catch {
    throw new ImportFailure(`${path} is not a state file of this version. Start again with --restart: sending twice does no harm.`);
  }
}

function save(path: string, refusalPath: string, state: ImportState, refusals: readonly ImportRefusal[]): void {
  if (refusals.length > 0) {
    const lines = refusals.map((refusal) => `${JSON.stringify(refusal)}\n`).join('');
    writeDurably(refusalPath, 'a', lines);
    state.refusalBytes += Buffer.byteLength(lines);
  }
  writeDurably(`${path}.new`, 'w', `${JSON.stringify(state, null, 1)}\n`);
  renameSync(`${path}.new`, path);
}

function writeDurably(path: string, flags: 'a' | 'w', text: string): void {
  const file = openSync(path, flags, 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
