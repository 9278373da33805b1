// JSON inside text: SDKs write objects and lists as strings, and their limits cut them.
import type { Json } from '@/lib/domain/run/run';
import { MAX_JSON_DEPTH } from './storable-json';

/** JSON text of an object or a list; undefined for every other text, and for one that is nested deeper than may be stored. */
export function parseContainer(text: string): Json[] | { [key: string]: Json } | undefined {
  if (!/^\s*[{[]/.test(text) || isNestedDeeper(text, MAX_JSON_DEPTH)) return undefined;
  try {
    return JSON.parse(text) as Json[] | { [key: string]: Json };
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of strings, without recursion; wrong brackets are the parser's to find. */
function isNestedDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that begins as JSON of an object or list of objects and does not end as one: SDK limits cut it without a mark. */
export function isCutJson(text: string): boolean {
  if (!/^\s*(\{\s*"|\[\s*[{"[])/.test(text)) return false;
  const end = text.trimEnd();
  return !(end.endsWith('}') || end.endsWith(']'));
}
