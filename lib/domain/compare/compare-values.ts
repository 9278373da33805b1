// Two values side by side for a reader: words of texts, places of JSON. Bounded, so that a page of many of them comes soon.
import { type JsonChange, jsonChanges } from '@/lib/domain/json-changes';
import type { Json } from '@/lib/domain/run/run';
import { type TextChange, textChanges } from '@/lib/domain/text-changes';
import type { BodyPart } from './comparable-run';

export type OutputDifference = { kind: 'text'; changes: TextChange[] } | { kind: 'json'; changes: JsonChange[] };

export function compareOutputs(left: Json, right: Json): OutputDifference {
  if (typeof left === 'string' && typeof right === 'string') return { kind: 'text', changes: textChanges(left, right) };
  return { kind: 'json', changes: jsonChanges(left, right) };
}

/** `isCut`: only the beginnings were compared. */
export type BodyDifference = OutputDifference & { isCut: boolean };

/** Null when both bodies are the same as a whole. A text that is JSON on both sides is compared as JSON. */
export function compareBodies(left: BodyPart, right: BodyPart): BodyDifference | null {
  if (left.digest === right.digest) return null;
  const isCut = left.isCut || right.isCut;
  const [before, after] = isCut ? [null, null] : [jsonOf(left.head), jsonOf(right.head)];
  if (before !== null && after !== null) return { kind: 'json', changes: jsonChanges(before, after), isCut };
  return { kind: 'text', changes: textChanges(left.head, right.head), isCut };
}

/** Objects and lists only: a plain number is a text like any other. */
function jsonOf(text: string): Json {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
