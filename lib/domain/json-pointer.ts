// JSON Pointers (RFC 6901): read and change one place of a JSON value. Values are never changed in place.
import type { Json } from '@/lib/domain/run/run';
import { putKey } from './storable-json';

/** The reference tokens of a pointer, unescaped; null when the text is not a pointer. The empty pointer is the whole value. */
export function pointerTokens(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at the pointer; undefined when nothing does. */
export function readPointer(value: Json, pointer: string): Json | undefined {
  const tokens = pointerTokens(pointer);
  if (tokens === null) return undefined;
  let at: Json | undefined = value;
  for (const token of tokens) at = memberOf(at, token);
  return at;
}

/**
 * A copy with `next` at the pointer. Containers on the way must exist; the last token may name a new member of an object, or
 * the position after the last element of an array (also as `-`). Null when there is no such place.
 */
export function writePointer(value: Json, pointer: string, next: Json): { value: Json } | null {
  const tokens = pointerTokens(pointer);
  return tokens === null ? null : edit(value, tokens, 0, (container, token) => put(container, token, next), { value: next });
}

/** A copy without what stands at the pointer; elements after it move up. Null when nothing stands there or it is the whole. */
export function removePointer(value: Json, pointer: string): { value: Json } | null {
  const tokens = pointerTokens(pointer);
  return tokens === null ? null : edit(value, tokens, 0, drop, null);
}

type Container = Json[] | { [key: string]: Json };

/** Copies the containers along the path only; `change` gets the copy of the last one. */
function edit(
  value: Json,
  tokens: string[],
  depth: number,
  change: (container: Container, token: string) => boolean,
  whole: { value: Json } | null,
): { value: Json } | null {
  const token = tokens[depth];
  if (token === undefined) return whole;
  if (typeof value !== 'object' || value === null) return null;
  const copy: Container = Array.isArray(value) ? [...value] : { ...value };
  if (depth === tokens.length - 1) return change(copy, token) ? { value: copy } : null;
  const child = memberOf(value, token);
  const changed = child === undefined ? null : edit(child, tokens, depth + 1, change, whole);
  if (changed === null) return null;
  put(copy, token, changed.value);
  return { value: copy };
}

function put(container: Container, token: string, next: Json): boolean {
  if (!Array.isArray(container)) {
    putKey(container, token, next);
    return true;
  }
  const index = token === '-' ? container.length : arrayIndex(token);
  if (index === null || index > container.length) return false;
  container[index] = next;
  return true;
}

function drop(container: Container, token: string): boolean {
  if (memberOf(container, token) === undefined) return false;
  if (Array.isArray(container)) container.splice(Number(token), 1);
  else delete container[token];
  return true;
}

function memberOf(value: Json | undefined, token: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return Object.hasOwn(value, token) ? value[token] : undefined;
  const index = arrayIndex(token);
  return index === null ? undefined : value[index];
}

function arrayIndex(token: string): number | null {
  return /^(?:0|[1-9]\d{0,9})$/.test(token) ? Number(token) : null;
}
