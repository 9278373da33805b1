// A word-level difference with what both texts share cut down to the words around each change.
import type { TextChange } from '@/lib/domain/text-changes';

export type ShownChange = TextChange | { kind: 'folded'; characters: number; lines: number };

/** `around` characters are kept on either side of a change, cut at a space; shorter stretches are shown whole. */
export function foldSame(changes: readonly TextChange[], around = 160): ShownChange[] {
  return changes.flatMap((change, place): ShownChange[] => {
    if (change.kind !== 'same' || change.text.length <= around * 2.5) return [change];
    const before = place === 0 ? '' : headOf(change.text, around);
    const after = place === changes.length - 1 ? '' : tailOf(change.text, around);
    const folded = change.text.slice(before.length, change.text.length - after.length);
    return [
      ...(before === '' ? [] : [{ kind: 'same' as const, text: before }]),
      { kind: 'folded', characters: folded.length, lines: folded.split('\n').length - 1 },
      ...(after === '' ? [] : [{ kind: 'same' as const, text: after }]),
    ];
  });
}

function headOf(text: string, around: number): string {
  const space = text.slice(0, around).search(/\s\S*$/u);
  return text.slice(0, wholeCharacters(text, space > around / 2 ? space : around));
}

function tailOf(text: string, around: number): string {
  const from = text.length - around;
  const space = text.slice(from).search(/\s/u);
  return text.slice(wholeCharacters(text, space >= 0 && space < around / 2 ? from + space + 1 : from));
}

/** Never between the halves of a surrogate pair. */
function wholeCharacters(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
}
