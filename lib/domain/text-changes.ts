// The difference of two texts as runs of kept, added and removed words.
import { diffLines, diffWordsWithSpace } from 'diff';

export interface TextChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this the comparison goes by lines: word by word takes time with the square of what differs. Characters. */
const WORDS_UP_TO_CHARS = 40_000;
const TIMEOUT_MS = 2000;
const CRUMB_CHARS = 3;
/** Dear to make, so it is made once, when it is first needed. */
let words: Intl.Segmenter | undefined;

/** Joined `same` and `removed` parts are the left text, `same` and `added` the right one. Words of scripts without spaces count too. */
export function textChanges(left: string, right: string): TextChange[] {
  if (left === right) return left === '' ? [] : [{ kind: 'same', text: left }];
  const isLong = left.length + right.length > WORDS_UP_TO_CHARS;
  words ??= new Intl.Segmenter('en', { granularity: 'word' });
  const parts = isLong
    ? diffLines(left, right, { timeout: TIMEOUT_MS })
    : diffWordsWithSpace(left, right, { timeout: TIMEOUT_MS, intlSegmenter: words });
  if (!parts)
    return [
      { kind: 'removed' as const, text: left },
      { kind: 'added' as const, text: right },
    ].filter(({ text }) => text !== '');
  return withoutCrumbs(parts.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value })));
}

/** Nothing but space and punctuation between two changes belongs to both: a phrase that was rewritten is one change, not one a word. */
function withoutCrumbs(changes: readonly TextChange[]): TextChange[] {
  const joined: TextChange[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed });
    if (added !== '') joined.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const [place, { kind, text }] of changes.entries()) {
    const isBetween =
      removed !== '' && added !== '' && place < changes.length - 1 && text.length <= CRUMB_CHARS && !/[\p{L}\p{N}\n]/u.test(text);
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (isBetween) [removed, added] = [removed + text, added + text];
    else {
      flush();
      joined.push({ kind, text });
    }
  }
  flush();
  return joined;
}
