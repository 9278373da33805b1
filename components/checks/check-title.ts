// What a check is called: it has an id, its codes have titles.
import type { CheckView } from '@/lib/domain/check-view';

/** The title of its only code, else its id in words: `evidence-match` → `Evidence match`. */
export function checkTitle({ checkId, codes }: Pick<CheckView, 'checkId' | 'codes'>): string {
  const [only] = codes;
  if (only && codes.length === 1) return only.title;
  return `${checkId.charAt(0).toUpperCase()}${checkId.slice(1).replaceAll('-', ' ')}`;
}
