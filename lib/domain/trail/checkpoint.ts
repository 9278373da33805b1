// The text of a C2SP tlog-checkpoint: which log, how many entries, which root.
import { decodeBase64 } from './base64';
import { HASH_BYTES } from './merkle-hash';

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Buffer;
}

/** The note text, to be signed as it is. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads the text of a note (without signatures); extension lines are allowed and ignored. Null when it is no checkpoint. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, size, base64, ...rest] = text.split('\n');
  if (!origin || !size || !base64 || rest.length === 0 || !/^(0|[1-9][0-9]{0,18})$/.test(size)) return null;
  const root = decodeBase64(base64, HASH_BYTES);
  return root && { origin, size: BigInt(size), root };
}
