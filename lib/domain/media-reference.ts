// Pictures, sound and files that came inside a trace or beside it stand there as references; their bytes are kept by hash.

export interface MediaReference {
  /** What it is asked for by: 64 hex digits of the hash, 33 of them (Langfuse), or the key that a sender gave it (a UUID, Braintrust). */
  id: string;
  mediaType: string;
  /** Null where only the sender's token is known. */
  byteSize: number | null;
}

/** `media:sha256:<hash>;type=<media type>;bytes=<size>`, with nothing in it that JSON has to escape, so it may stand inside JSON text. */
export function mediaReference(sha256: string, mediaType: string, byteSize: number): string {
  return `media:sha256:${sha256};type=${mediaType};bytes=${byteSize}`;
}

/** Stands where a medium came that the project does not keep. */
export function refusedMediaMark(mediaType: string, byteSize: number): string {
  return `⟦media_refused⟧ ${mediaType}, ${byteSize} bytes`;
}

/** Of a medium that is named by a key of its sender's, and may not have come yet. */
export function keyReference(key: string, mediaType: string): string {
  return `media:key:${key};type=${mediaType}`;
}

const REFERENCES =
  /media:sha256:([0-9a-f]{64});type=([\w.+-]+\/[\w.+-]+);bytes=(\d+)|@@@langfuseMedia:type=([\w.+-]+\/[\w.+-]+)\|id=([A-Za-z0-9_-]{22})\|source=\w+@@@|media:key:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12});type=([\w.+-]+\/[\w.+-]+)/g;

/** Every reference in a text, in the order of the text, Langfuse's tokens and senders' keys among them. */
export function mediaReferencesIn(text: string): MediaReference[] {
  if (!text.includes('media:sha256:') && !text.includes('@@@langfuseMedia:') && !text.includes('media:key:')) return [];
  return [...text.matchAll(REFERENCES)].map(([, sha256, mediaType, byteSize, tokenType, token, key, keyType]) => {
    if (sha256 !== undefined) return { id: sha256, mediaType: mediaType as string, byteSize: Number(byteSize) };
    if (token !== undefined) return { id: hashPrefix(token), mediaType: tokenType as string, byteSize: null };
    return { id: key as string, mediaType: keyType as string, byteSize: null };
  });
}

/** A text that is nothing but one reference. */
export function loneMediaReference(text: string): MediaReference | null {
  const [first, ...others] = mediaReferencesIn(text);
  return first && others.length === 0 && text.trim().replace(REFERENCES, '') === '' ? first : null;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Langfuse calls a medium by the first 22 characters of its SHA-256 in base64url, which are 132 bits: 33 hex digits. */
export function hashPrefix(mediaId: string): string {
  const bits = [...mediaId].map((character) => BASE64URL.indexOf(character).toString(2).padStart(6, '0')).join('');
  return (bits.match(/.{4}/g) ?? []).map((nibble) => Number.parseInt(nibble, 2).toString(16)).join('');
}

/** The same name for a hash of 64 hex digits. */
export function mediaIdOf(sha256: string): string {
  const bits = [...sha256].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return (bits.slice(0, 132).match(/.{6}/g) ?? []).map((six) => BASE64URL[Number.parseInt(six, 2)]).join('');
}
