// Verifies one trail entry in the browser with WebCrypto: the server is asked for the proof and trusted with nothing else.
// RFC 9162 §2.1.3.2 for the inclusion, C2SP signed-note and tlog-checkpoint for the signature.

export interface Verified {
  isSound: boolean;
  /** What was checked, in order; the first that failed ends the list. */
  steps: { words: string; isGood: boolean }[];
  /** Size of the signed tree. */
  size: string | null;
}

interface Proof {
  index: bigint;
  path: Uint8Array<ArrayBuffer>[];
  note: string;
}

/** `payload` is the exact text of the entry, `keys` are the verifier keys that this reader knows, one a line. */
export async function verifyInBrowser({
  index,
  payload,
  proof,
  keys,
}: {
  index: string;
  payload: string;
  proof: string;
  keys: string;
}): Promise<Verified> {
  const steps: Verified['steps'] = [];
  const end = (size: string | null = null): Verified => ({ isSound: steps.every(({ isGood }) => isGood), steps, size });
  const check = (words: string, isGood: boolean) => steps.push({ words, isGood }) > 0 && isGood;
  if (!globalThis.crypto?.subtle) {
    check('This browser offers no cryptography here: it needs HTTPS or localhost. Use the bundle and its verifier.', false);
    return end();
  }
  const read = readProof(proof);
  if (!check('The proof is a tlog-proof of this entry', read !== null && String(read.index) === index) || !read) return end();
  const leaf = await hash(Uint8Array.of(0), new TextEncoder().encode(payload));
  const checkpoint = readCheckpoint(read.note);
  if (!check('Its checkpoint can be read', checkpoint !== null) || !checkpoint) return end();
  const size = String(checkpoint.size);
  const root = await rootFrom(leaf, read, checkpoint.size);
  if (!check(`The text of entry ${index} leads to the root of the tree of ${size} entries`, root !== null && isSame(root, checkpoint.root)))
    return end(size);
  const signer = await findSigner(read.note, keys);
  check(signer ? `The root is signed by ${signer}` : 'The root is not signed by a key of this trail', signer !== null);
  return end(size);
}

function readProof(text: string): Proof | null {
  const cut = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(0, cut)).split('\n');
  if (header !== 'c2sp.org/tlog-proof@v1') return null;
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1];
  const path = lines.map(bytesOf);
  if (index === undefined || path.some((each) => each?.length !== 32)) return null;
  return { index: BigInt(index), path: path.filter((each) => each !== null), note: text.slice(cut + 2) };
}

function readCheckpoint(note: string): { size: bigint; root: Uint8Array } | null {
  const [, size, root] = note.split('\n');
  const bytes = bytesOf(root ?? '');
  return size && /^(0|[1-9]\d*)$/.test(size) && bytes?.length === 32 ? { size: BigInt(size), root: bytes } : null;
}

/** Null when the path does not fit the place. */
async function rootFrom(leaf: Uint8Array<ArrayBuffer>, { index, path }: Proof, size: bigint): Promise<Uint8Array | null> {
  if (index >= size) return null;
  let [node, last, current] = [index, size - 1n, leaf];
  for (const sibling of path) {
    if (last === 0n) return null;
    if ((node & 1n) === 1n || node === last) {
      current = await hash(Uint8Array.of(1), sibling, current);
      while ((node & 1n) === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      current = await hash(Uint8Array.of(1), current, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n ? current : null;
}

/** The name of a known key whose signature stands under the note and is right. */
async function findSigner(note: string, keys: string): Promise<string | null> {
  const cut = note.lastIndexOf('\n\n');
  const text = new TextEncoder().encode(note.slice(0, cut + 1));
  const lines = note
    .slice(cut + 2)
    .split('\n')
    .flatMap((line) => {
      const [, name, base64] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
      const bytes = bytesOf(base64 ?? '');
      return name && bytes?.length === 68 ? [{ name, id: bytes.slice(0, 4), signature: bytes.slice(4) }] : [];
    });
  for (const key of keys.split('\n')) {
    const [, name, , base64] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key.trim()) ?? [];
    const typed = bytesOf(base64 ?? '');
    if (!name || typed?.length !== 33 || typed[0] !== 1) continue;
    const id = (await hash(new TextEncoder().encode(`${name}\n`), typed)).slice(0, 4);
    const publicKey = await crypto.subtle.importKey('raw', typed.slice(1), 'Ed25519', false, ['verify']).catch(() => null);
    for (const line of lines) {
      if (
        publicKey &&
        line.name === name &&
        isSame(line.id, id) &&
        (await crypto.subtle.verify('Ed25519', publicKey, line.signature, text))
      )
        return name;
    }
  }
  return null;
}

async function hash(...parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}
