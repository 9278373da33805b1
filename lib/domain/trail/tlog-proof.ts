// C2SP tlog-proof: one text file that proves one entry offline, with the checkpoint that it is proven against.
import { decodeBase64 } from './base64';
import { HASH_BYTES } from './merkle-hash';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** `checkpoint` is the whole signed note. */
export interface TlogProof {
  index: bigint;
  path: Buffer[];
  checkpoint: string;
  extra?: Buffer;
}

export function tlogProofText({ index, path, checkpoint, extra }: TlogProof): string {
  const extraLine = extra ? [`extra ${extra.toString('base64')}`] : [];
  return [HEADER, ...extraLine, `index ${index}`, ...path.map((hash) => hash.toString('base64')), '', checkpoint].join('\n');
}

/** Null when the text is not such a proof. */
export function parseTlogProof(text: string): TlogProof | null {
  const cut = text.indexOf('\n\n');
  if (cut < 0) return null;
  const [header, ...lines] = text.slice(0, cut).split('\n');
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()?.slice('extra '.length) ?? '') : undefined;
  const [, index] = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? '') ?? [];
  const path = lines.map((line) => decodeBase64(line, HASH_BYTES));
  if (header !== HEADER || extra === null || index === undefined || path.includes(null)) return null;
  return { index: BigInt(index), path: path.filter((hash) => hash !== null), checkpoint: text.slice(cut + 2), ...(extra ? { extra } : {}) };
}
