// How findings speak of claims: `/total (EUR 41,200)`, or the sentence itself, cut to a readable length.
import type { Claim } from '@/lib/domain/evidence';
import { withoutCutMark } from '@/lib/domain/mask-token';

const MAX_CHARS = 90;

export function claimWords({ path, text }: Pick<Claim, 'path' | 'text'>): string {
  return path === null ? `“${shorten(text)}”` : `${path === '' ? 'The output' : path} (${shorten(text)})`;
}

export function shorten(text: string, maxChars = MAX_CHARS): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length <= maxChars ? flat : `${withoutCutMark([...flat.slice(0, maxChars)].slice(0, -1).join(''))}…`;
}

/** `1 number`, `3 numbers`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
