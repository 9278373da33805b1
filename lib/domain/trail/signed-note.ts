// C2SP signed notes (c2sp.org/signed-note) with Ed25519: a text followed by signature lines that name their keys.
import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64';

const ED25519_TYPE = 0x01;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const PUBLIC_KEY_BYTES = 32;
const MAX_SIGNATURES = 100;
/** What precedes the 32 bytes of a raw Ed25519 key in its DER form (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export interface VerifierKey {
  name: string;
  keyId: Buffer;
  publicKey: Buffer;
}
export interface NoteSignature {
  name: string;
  keyId: Buffer;
  signature: Buffer;
}
/** `text` ends with a newline and is what was signed. */
export interface SignedNote {
  text: string;
  signatures: NoteSignature[];
}

/** A note with one signature line. `text` must end with a newline. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!isNoteText(text)) throw new TypeError('A note is UTF-8 text without control characters that ends with a newline');
  const { keyId } = verifierKeyOf(name, privateKey);
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  return `${text}\n— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

/** Splits a note; null when it is not one. Signatures of unknown types are kept: which of them counts, the verifier decides. */
export function parseNote(note: string): SignedNote | null {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split('\n');
  const signatures = lines.map(parseSignature);
  if (!isNoteText(text) || lines.length > MAX_SIGNATURES || signatures.includes(null)) return null;
  return { text, signatures: signatures.filter((signature) => signature !== null) };
}

/** The note, when a signature of `key` stands under it and is right; otherwise null. Other keys' lines are ignored. */
export function openNote(note: string, key: VerifierKey): SignedNote | null {
  const parsed = parseNote(note);
  const own = parsed?.signatures.filter((line) => line.name === key.name && line.keyId.equals(key.keyId)) ?? [];
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key.publicKey]), format: 'der', type: 'spki' });
  const isGood = own.some(
    ({ signature }) =>
      parsed && signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(parsed.text, 'utf8'), publicKey, signature),
  );
  return isGood ? parsed : null;
}

export function verifierKeyOf(name: string, key: KeyObject): VerifierKey {
  if (!isKeyName(name)) throw new TypeError('A key name is not empty and holds neither white space nor "+"');
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });
  if (!spki.subarray(0, SPKI_PREFIX.length).equals(SPKI_PREFIX)) throw new TypeError('The key is not an Ed25519 key');
  const publicKey = spki.subarray(SPKI_PREFIX.length);
  return { name, keyId: keyIdOf(name, publicKey), publicKey };
}

/** `name+hex(key id)+base64(0x01 || public key)`. */
export function verifierKeyText({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId.toString('hex')}+${Buffer.concat([Buffer.of(ED25519_TYPE), publicKey]).toString('base64')}`;
}

/** Null when the text is no verifier key of an Ed25519 key, or its id is not the key's. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name, hexId, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  if (!name || !hexId || !base64 || !isKeyName(name)) return null;
  const typed = decodeBase64(base64, 1 + PUBLIC_KEY_BYTES);
  if (typed?.[0] !== ED25519_TYPE) return null;
  const publicKey = typed.subarray(1);
  const keyId = keyIdOf(name, publicKey);
  return keyId.toString('hex') === hexId ? { name, keyId, publicKey } : null;
}

function keyIdOf(name: string, publicKey: Uint8Array): Buffer {
  return createHash('sha256')
    .update(`${name}\n`, 'utf8')
    .update(Buffer.of(ED25519_TYPE))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_ID_BYTES);
}

function parseSignature(line: string): NoteSignature | null {
  const [, name, base64] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = base64 ? decodeBase64(base64) : null;
  if (!name || !isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

function isKeyName(name: string): boolean {
  return /^[^\s+]+$/u.test(name);
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && !/\p{Surrogate}/u.test(text) && [...text].every((character) => character >= ' ' || character === '\n');
}
