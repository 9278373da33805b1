// The report of an import: what was sent, what was refused and why. Written as it is read, whatever its length.
import { closeSync, createReadStream, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { terminalJson } from '@/lib/terminal-text';
import type { ImportRefusal } from './import-source';
import type { ImportState } from './import-state';

export interface ReportPart {
  input: string;
  state: ImportState;
  outcome: 'complete' | 'failed' | 'nothing new';
  failure: string | null;
  /** Refusals of this and of earlier starts of the same import. */
  refusals(): AsyncIterable<ImportRefusal> | Iterable<ImportRefusal>;
}

/** Replaces the file as a whole when it is written. */
export async function writeReport(path: string, head: { [key: string]: unknown }, parts: readonly ReportPart[]): Promise<void> {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    const sums = {
      accepted: parts.reduce((sum, { state }) => sum + state.accepted, 0),
      refused: parts.reduce((sum, { state }) => sum + state.refused, 0),
      requests: parts.reduce((sum, { state }) => sum + state.requests, 0),
      bytes: parts.reduce((sum, { state }) => sum + state.bytes, 0),
    };
    const inputs = parts.map(({ input, state, outcome, failure }) => ({
      input,
      outcome,
      ...(failure === null ? {} : { failure }),
      ...(state.waiting === null ? {} : { waiting: state.waiting }),
      started_at: state.startedAt,
      accepted: state.accepted,
      refused: state.refused,
      requests: state.requests,
      bytes: state.bytes,
    }));
    const top = terminalJson({ format: 'countersign.import-report/1', ...head, ...sums, inputs }, 2).replace(/\n\}$/, '');
    writeSync(file, `${top},\n  "refusals": [`);
    let separator = '\n    ';
    for (const { input, refusals } of parts) {
      for await (const refusal of refusals()) {
        writeSync(file, separator + terminalJson({ input, ...refusal }));
        separator = ',\n    ';
      }
    }
    writeSync(file, `${separator === '\n    ' ? '' : '\n  '}]\n}\n`);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}

export async function* readRefusals(path: string): AsyncGenerator<ImportRefusal> {
  if (!existsSync(path)) return;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    if (line !== '') yield JSON.parse(line) as ImportRefusal;
}
