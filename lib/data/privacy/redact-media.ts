// Media out of traces through the privacy rules: texts are masked in place, what cannot be looked into goes as the project says.
import 'server-only';
import { decodeText } from '@/lib/documents/decode-text';
import { detectMediaType } from '@/lib/documents/media-type';
import { readDocument } from '@/lib/documents/read-document';
import { sha256Hex } from '@/lib/documents/damaged-blob';
import type { PrivacyRules } from '@/lib/domain/privacy-rules';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { projectKey } from '@/lib/data/people/project-keys';
import { seal } from '@/lib/privacy/envelope';
import type { Redactor } from '@/lib/privacy/redactor';
import { privacyInForce } from './privacy-rules';
import { projectRedactor } from './redactor';
import { storeInVault } from './vault';

export interface SentMedium {
  bytes: Uint8Array;
  mediaType: string;
}
export interface TreatedMedium {
  /** Of the bytes as they came, and how many those were. */
  sha256: string;
  byteSize: number;
  mediaType: string;
  kept: 'whole' | 'masked' | 'sealed' | 'refused';
  /** What may be stored; null when that is nothing. */
  bytes: Uint8Array | null;
  /** The generation of the data key. */
  sealedBy: number | null;
}

/** Kinds that are no text, whatever their bytes may be read as. */
const NO_TEXT = /^(?:image\/(?!svg)|audio\/|video\/|font\/)/;

/** Each medium as it may be stored, in the order given. What masked texts lost is in the vault when this resolves. */
export async function redactMedia(projectId: string, media: readonly SentMedium[]): Promise<TreatedMedium[]> {
  const { isOn, rules } = await privacyInForce(projectId);
  const redactor = isOn ? await projectRedactor(projectId) : null;
  const treated: TreatedMedium[] = [];
  for (const { bytes, mediaType } of media) {
    const came = { sha256: sha256Hex(bytes), byteSize: bytes.length, mediaType };
    treated.push({
      ...came,
      ...(redactor ? await treat(projectId, came.sha256, { bytes, mediaType }, redactor, rules.media) : whole(bytes)),
    });
  }
  if (redactor) await storeInVault(projectId, redactor.taken.values());
  return treated;
}

type Treated = Pick<TreatedMedium, 'kept' | 'bytes' | 'sealedBy'>;
const whole = (bytes: Uint8Array): Treated => ({ kept: 'whole', bytes, sealedBy: null });

async function treat(
  projectId: string,
  sha256: string,
  { bytes, mediaType }: SentMedium,
  redactor: Redactor,
  action: PrivacyRules['media'],
): Promise<Treated> {
  const text = textOf(bytes);
  const masked = text === null ? null : redactor.text(text, ['media']);
  if (masked !== null && masked !== text) return { kept: 'masked', bytes: Buffer.from(masked, 'utf8'), sealedBy: null };
  if (action === 'keep' || bytes.length === 0 || (text !== null && !NO_TEXT.test(mediaType))) return whole(bytes);
  if (await isCleanPdf(bytes, redactor)) return whole(bytes);
  if (action === 'refuse') return { kept: 'refused', bytes: null, sealedBy: null };
  const { key, generation } = await projectKey(projectId, 'data');
  return { kept: 'sealed', bytes: seal(key, Buffer.from(bytes), mediaContext(projectId, sha256)), sealedBy: generation };
}

/** What a sealed medium belongs to; its hash is that of the bytes as they came. */
export function mediaContext(projectId: string, sha256: string): string[] {
  return ['media', projectId, sha256];
}

/** Null for bytes that are no text. What the sender calls them does not count: a key in a file that is called a picture is a key. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return /^(?:application\/pdf|image\/)/.test(detectMediaType(bytes)) ? null : decodeText(bytes);
  } catch (error) {
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}

/** A PDF whose text layer can be read, has words and holds nothing. Scans have no words: they are pictures. */
async function isCleanPdf(bytes: Uint8Array, redactor: Redactor): Promise<boolean> {
  try {
    if (detectMediaType(bytes) !== 'application/pdf') return false;
    const limits = { bytes: env().COUNTERSIGN_MAX_DOCUMENT_BYTES, pages: env().COUNTERSIGN_MAX_DOCUMENT_PAGES };
    const { layer, problem } = await readDocument(bytes, { limits });
    const texts = layer?.pages.map(({ text }) => text) ?? [];
    const isRead = problem === null && texts.length > 0 && texts.every((text) => text.trim() !== '');
    return isRead && texts.every((text) => redactor.text(text, ['media']) === text);
  } catch (error) {
    if (error instanceof ExpectedError && error.status < 500) return false;
    throw error;
  }
}
