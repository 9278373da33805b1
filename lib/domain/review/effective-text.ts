// Applies changes of ranges to prose. Ranges are UTF-16 offsets into the original, so the order of the changes does not matter.

/** `text` null takes the range out; an empty range inserts. Later members of a list are newer. */
export interface TextChange<T> {
  of: T;
  start: number;
  end: number;
  text: string | null;
}

/** Where two changes touch the same characters, the newer one is applied and the older one reported. */
export function effectiveText<T>(original: string, changes: readonly TextChange<T>[]): { text: string; overlapped: T[] } {
  const kept: TextChange<T>[] = [];
  const overlapped: T[] = [];
  for (const change of [...changes].reverse()) {
    if (kept.some((other) => overlaps(change, other))) overlapped.push(change.of);
    else kept.push(change);
  }
  // Insertions at one position keep the order in which they were made.
  kept.reverse().sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let at = 0;
  for (const change of kept) {
    text += original.slice(at, change.start);
    at = Math.max(at, change.end);
    if (change.text === null) at = spaceAfter(original, change, text);
    else text += change.start === change.end ? withSpaces(change.text, text, original.slice(at)) : change.text;
  }
  return { text: text + original.slice(at), overlapped };
}

function overlaps<T>(a: TextChange<T>, b: TextChange<T>): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A removed sentence takes the spaces after it along when there is space, or nothing, before it. */
function spaceAfter<T>(original: string, { end }: TextChange<T>, before: string): number {
  if (before !== '' && !/\s$/.test(before)) return end;
  return end + (/^[ \t]*/.exec(original.slice(end))?.[0].length ?? 0);
}

function withSpaces(text: string, before: string, after: string): string {
  const left = before === '' || /\s$/.test(before) ? '' : ' ';
  const right = after === '' || /^\s/.test(after) ? '' : ' ';
  return left + text + right;
}
