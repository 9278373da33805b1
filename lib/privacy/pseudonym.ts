// Marks for values: HMAC-SHA-256 under the project's key, apart by type, so that equal values stay joinable within the project only.
import { createHmac } from 'node:crypto';
import { TOKEN_LENGTH, TOKEN_LETTERS } from '@/lib/domain/mask-token';
import type { MaskAction } from '@/lib/domain/privacy-rules';

/** The mark that stands for the value; `value` is normalised by its recogniser. Without a key nothing but the kind is told. */
export function maskMark(action: MaskAction, type: string, value: string, key: Buffer | null): string {
  if (action === 'mask' || key === null) return `⟦${type}⟧`;
  return `⟦${type}:${action === 'tokenise' ? 'tok' : 'hash'}_${pseudonym(type, value, key)}⟧`;
}

/** 24 letters for a value, apart by type. */
export function pseudonym(type: string, value: string, key: Buffer): string {
  const digest = createHmac('sha256', key).update(`${type}\0${value}`, 'utf8').digest();
  let letters = '';
  for (let index = 0; letters.length < TOKEN_LENGTH; index++) {
    const byte = digest[index] ?? 0;
    letters += `${TOKEN_LETTERS[byte >> 4]}${TOKEN_LETTERS[byte & 15]}`;
  }
  return letters;
}
