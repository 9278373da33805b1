// JSON that arrives as text inside an attribute: its texts, numbers and names are treated one by one, and all else stays to the letter.
import type { Json } from '@/lib/domain/run/run';
import type { DROPPED } from './redactor';

export interface Treatment {
  /** What becomes of a value; null when it stays as it is. The path changes afterwards: who keeps it takes a copy. */
  value(value: Json, path: readonly string[]): Json | typeof DROPPED | null;
  /** What a name of a field becomes: the same when nothing is to go from it. */
  name(name: string): string;
  /** Whether an object or list that stands here is taken as one. */
  takesWhole(path: readonly string[]): boolean;
}

/** One container that is open; its part of the path stands in the list of parts. */
interface Frame {
  isList: boolean;
  index: number;
}
/** No rule speaks of more parts than fit into its 300 characters, and copies of long paths add up. */
const MAX_PARTS = 512;

export function looksLikeJson(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first === 0x7b || first === 0x5b || (first <= 0x20 && /^\s*[{[]/.test(text))) && text.includes('"');
}

/**
 * The text with every value treated; null when it is not JSON from its beginning on. JSON that breaks off (cut at a limit) is
 * treated as far as it goes. Escapes are undone before a value is looked at, so that it has the token that it has elsewhere.
 */
export function redactJsonText(text: string, path: readonly string[], treat: Treatment): string | null {
  const frames: Frame[] = [];
  // One list that grows and shrinks with the frames: deep texts would take a copy of the whole path for each of their values.
  const parts = path.length > MAX_PARTS ? [path[0] ?? '', ...path.slice(1 - MAX_PARTS)] : [...path];
  let [out, done, at] = ['', 0, 0];
  const replace = (from: number, to: number, value: Json | typeof DROPPED) => {
    out += text.slice(done, from) + (typeof value === 'symbol' ? 'null' : JSON.stringify(value));
    done = to;
  };
  while (at < text.length) {
    const character = text[at] as string;
    const frame = frames.at(-1);
    if (character === '{' || character === '[') {
      const end = frame && !frame.isList ? treatContainer(text, at, parts, treat, replace) : null;
      if (end === null) {
        frames.push({ isList: character === '[', index: 0 });
        parts.push(character === '[' ? '0' : '');
      }
      at = end ?? at + 1;
    } else if (character === '}' || character === ']') {
      if (frames.pop() === undefined) return null;
      parts.pop();
      at += 1;
    } else if (character === ',') {
      if (frame?.isList) {
        frame.index += 1;
        parts[parts.length - 1] = String(frame.index);
      }
      at += 1;
    } else if (character === '"') {
      const end = stringEnd(text, at);
      const value = stringAt(text, at, end);
      const colon = /\s{0,8}:/y;
      colon.lastIndex = end;
      if (value === null) return null;
      if (frame && !frame.isList && colon.test(text)) {
        parts[parts.length - 1] = value;
        const safe = treat.name(value);
        if (safe !== value) replace(at, end, safe);
      } else {
        const treated = treat.value(value, parts);
        if (treated !== null) replace(at, end, treated);
      }
      at = end;
    } else if ((character >= '0' && character <= '9') || character === '-') {
      const end = numberEnd(text, at);
      const treated = end - at > 6 ? treat.value(Number(text.slice(at, end)), parts) : null;
      if (treated !== null) replace(at, end, treated);
      at = end;
    } else {
      const end = plainEnd(text, at);
      if (end === null) return null;
      at = end;
    }
  }
  return done === 0 ? text : out + text.slice(done);
}

/** A field rule may take out an object or list as a whole. Answers where it ends then; null when it is to be looked into. */
function treatContainer(
  text: string,
  at: number,
  path: readonly string[],
  treat: Treatment,
  replace: (from: number, to: number, value: Json | typeof DROPPED) => void,
): number | null {
  if (!treat.takesWhole(path)) return null;
  let [depth, end] = [0, at];
  do {
    if (text[end] === '"') end = stringEnd(text, end) - 1;
    else if (text[end] === '{' || text[end] === '[') depth += 1;
    else if (text[end] === '}' || text[end] === ']') depth -= 1;
    end += 1;
  } while (depth > 0 && end < text.length);
  const treated = treat.value(parsed(text.slice(at, end)), path);
  if (treated !== null) replace(at, end, treated);
  return end;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Behind the closing quote, or the end of the text. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** The text that the literal means; of one that is cut, as much as is there. */
function stringAt(text: string, from: number, end: number): string | null {
  const literal = text.slice(from, end);
  const isClosed = literal.length > 1 && literal.endsWith('"');
  if (!literal.includes('\\')) return literal.slice(1, isClosed ? -1 : undefined);
  try {
    return JSON.parse(isClosed ? literal : `${literal.replace(/\\[^\\]{0,5}$/, '')}"`) as string;
  } catch {
    return null;
  }
}

/** Behind a blank, a colon, or one of JSON's three words (the last may be cut); null for what JSON does not have. */
function plainEnd(text: string, from: number): number | null {
  const character = text[from] as string;
  if (character <= ' ' || character === ':') return from + 1;
  const word = /[a-z]{1,5}/y;
  word.lastIndex = from;
  const said = word.exec(text)?.[0];
  const isKnown =
    said !== undefined &&
    ['true', 'false', 'null'].some((known) => said === known || (word.lastIndex === text.length && known.startsWith(said)));
  return isKnown ? word.lastIndex : null;
}

function numberEnd(text: string, from: number): number {
  const number = /-?[\d.eE+-]+/y;
  number.lastIndex = from;
  return number.exec(text) ? number.lastIndex : from + 1;
}
