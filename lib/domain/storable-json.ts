// Makes a JSON value storable: PostgreSQL holds neither U+0000 nor half of a surrogate pair, and JSON holds no infinity.
import type { Json } from '@/lib/domain/run/run';

/** With the `u` flag a surrogate matches only where it is not half of a pair. */
const NOT_STORABLE = /\0|\p{Surrogate}/u;
const EACH_NOT_STORABLE = /\0|\p{Surrogate}/gu;

export interface StorableJson {
  value: Json;
  /** JSON Pointers of texts and keys in which characters were replaced by U+FFFD. */
  replaced: string[];
  /** JSON Pointers of numbers that are too large for a 64-bit float; they are null in `value`. */
  notFinite: string[];
  /** The deepest nesting met; a value deeper than `maxDepth` is left as it is below that level. */
  depth: number;
}

/** Objects and arrays deeper than this are refused by their readers; nothing in a trace needs it. */
export const MAX_JSON_DEPTH = 128;

/** How many pointers are kept of each kind; a text of zeros only would otherwise be repeated as a list. */
const MAX_POINTERS = 20;

export function isStorableText(text: string): boolean {
  return !NOT_STORABLE.test(text);
}

export function storableText(text: string): string {
  return NOT_STORABLE.test(text) ? text.replace(EACH_NOT_STORABLE, '\uFFFD') : text;
}

/** Walks without recursion and changes the value in place, so only freshly parsed values may be given. */
export function storableJson(input: Json, maxDepth = MAX_JSON_DEPTH): StorableJson {
  const result: StorableJson = { value: input, replaced: [], notFinite: [], depth: 0 };
  const holder: { [key: string]: Json } = { '': input };
  const stack: { container: Json[] | { [key: string]: Json }; path: string; depth: number }[] = [{ container: holder, path: '', depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    result.depth = Math.max(result.depth, top.depth);
    if (top.depth > maxDepth) continue;
    if (!Array.isArray(top.container)) repairKeys(top.container, top.path, result);
    for (const key of Object.keys(top.container)) {
      const path = top.container === holder ? '' : `${top.path}/${pointerPart(key)}`;
      const child = (top.container as { [key: string]: Json })[key] as Json;
      if (typeof child === 'object' && child !== null) stack.push({ container: child, path, depth: top.depth + 1 });
      else repairValue(top.container, key, child, path, result);
    }
  }
  return { ...result, value: holder[''] as Json };
}

/** One step of a JSON Pointer (RFC 6901). */
export function pointerPart(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Sets a key as an own property whatever its name is: plain assignment of `__proto__` would change the prototype. */
export function putKey(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function repairValue(container: Json[] | { [key: string]: Json }, key: string, value: Json, path: string, result: StorableJson): void {
  if (typeof value === 'string' && NOT_STORABLE.test(value)) {
    putKey(container as { [key: string]: Json }, key, value.replace(EACH_NOT_STORABLE, '\uFFFD'));
    note(result.replaced, path);
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    putKey(container as { [key: string]: Json }, key, null);
    note(result.notFinite, path);
  }
}

/** Keeps the order of keys; a repaired key that then equals another one is made longer, so that no value is lost. */
function repairKeys(container: { [key: string]: Json }, path: string, result: StorableJson): void {
  const keys = Object.keys(container);
  if (keys.every((key) => !NOT_STORABLE.test(key))) return;
  const entries = keys.map((key) => [key, container[key] as Json] as const);
  const taken = new Set(keys);
  for (const key of keys) delete container[key];
  for (const [key, value] of entries) {
    let name = storableText(key);
    while (name !== key && taken.has(name)) name += '\uFFFD';
    taken.add(name);
    putKey(container, name, value);
  }
  note(result.replaced, path);
}

function note(list: string[], path: string): void {
  if (list.length < MAX_POINTERS) list.push(path);
}
