// The difference of two outputs: words where both are text, places where both are JSON, and the whole where the form changed.
import { create, type Delta } from 'jsondiffpatch';
import { bareJson, plainJson } from '@/lib/domain/bare-json';
import { stableJson } from '@/lib/domain/stable-json';
import { type TextChange, textChanges } from '@/lib/domain/text-changes';
import type { Json } from '@/lib/domain/run/run';
import { isEqualJson } from './field-edits';

export type ValueDifference =
  | { kind: 'text'; changes: TextChange[] }
  /** A delta of jsondiffpatch, without moves: a moved entry is one removed and one added. */
  | { kind: 'json'; delta: Delta }
  | { kind: 'replaced'; left: Json; right: Json };

const differ = create({ objectHash: (item) => stableJson(item as Json), arrays: { detectMove: false }, cloneDiffValues: true });

/** Null when both are equal. The same places whichever is called left. */
export function valueDifference(left: Json, right: Json): ValueDifference | null {
  if (isEqualJson(left, right)) return null;
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right
      ? { kind: 'text', changes: textChanges(left, right) }
      : { kind: 'text', changes: turnedText(textChanges(right, left)) };
  }
  if (!isContainer(left) || !isContainer(right) || Array.isArray(left) !== Array.isArray(right)) return { kind: 'replaced', left, right };
  const isTurned = stableJson(left) > stableJson(right);
  const delta = isTurned ? differ.reverse(differ.diff(bareJson(right), bareJson(left))) : differ.diff(bareJson(left), bareJson(right));
  return { kind: 'json', delta };
}

/** Throws when a text is not the one that the difference was made from. */
export function applyValueDifference(left: Json, difference: ValueDifference | null): Json {
  if (difference === null) return left;
  if (difference.kind === 'replaced') return difference.right;
  if (difference.kind === 'json') return plainJson(differ.patch(bareJson(left), structuredClone(difference.delta)) as Json);
  const joined = (skip: TextChange['kind']) => difference.changes.flatMap(({ kind, text }) => (kind === skip ? [] : [text])).join('');
  if (joined('added') !== left) throw new Error('the difference was not made from this text');
  return joined('removed');
}

export function invertValueDifference(difference: ValueDifference | null): ValueDifference | null {
  if (difference === null) return null;
  if (difference.kind === 'text') return { kind: 'text', changes: turnedText(difference.changes) };
  if (difference.kind === 'json') return { kind: 'json', delta: differ.reverse(structuredClone(difference.delta)) };
  return { kind: 'replaced', left: difference.right, right: difference.left };
}

/** What was taken out stands before what came in, on either side. */
function turnedText(changes: readonly TextChange[]): TextChange[] {
  const turned: TextChange[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) turned.push({ kind: 'removed', text: removed });
    if (added) turned.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of changes) {
    if (kind === 'added') removed += text;
    else if (kind === 'removed') added += text;
    else {
      flush();
      turned.push({ kind, text });
    }
  }
  flush();
  return turned;
}

function isContainer(value: Json): value is Json[] | { [key: string]: Json } {
  return typeof value === 'object' && value !== null;
}
