// A JSON document as indented text. Numbers stay as written (1.10 is not 1.1), keys keep their order and repeat where they repeat.
import type { DocumentLimits } from './document-limits';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits';
import { UnreadableDocument } from './unreadable-document';

type Ranges = Map<string, [number, number]>;
interface Open {
  isArray: boolean;
  count: number;
  pointer: string;
  key: string;
  start: number;
}

/** The indented text. Valid JSON is expected (see media-type.ts); applying it to its own result changes nothing. */
export function jsonText(source: string, limits: DocumentLimits): string {
  return layOut(source, limits, null);
}

/** Where the value at a JSON Pointer (RFC 6901) stands in a text made by `jsonText`; strings without their quotes. */
export function jsonPointerRange(text: string, pointer: string): [number, number] | null {
  return jsonRanges(text).get(pointer) ?? null;
}

/** The place of every value by its JSON Pointer, the whole document under the empty pointer. */
export function jsonRanges(text: string): Ranges {
  const ranges: Ranges = new Map();
  layOut(text, DEFAULT_DOCUMENT_LIMITS, ranges);
  return ranges;
}

function layOut(source: string, limits: DocumentLimits, ranges: Ranges | null): string {
  const writer = new JsonWriter(limits, ranges);
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const end = tokenEnd(source, at);
    if (character === '"') writer.string(source.slice(at, end));
    else if (character === '{' || character === '[') writer.open(character);
    else if (character === '}' || character === ']') writer.close(character);
    else if (character === ':' || character === ',') writer.mark(character);
    else if (!/\s/.test(character)) writer.scalar(source.slice(at, end), 0);
    at = end;
  }
  return writer.text();
}

/** Scans by hand: a regular expression with alternatives runs out of stack on strings of some megabytes. */
function tokenEnd(source: string, start: number): number {
  let at = start + 1;
  if (source.charAt(start) === '"') {
    while (at < source.length && source.charAt(at) !== '"') at += source.charAt(at) === '\\' ? 2 : 1;
    return at + 1;
  }
  if (/[{}[\],:\s]/.test(source.charAt(start))) return at;
  while (at < source.length && !/[{}[\],:\s"]/.test(source.charAt(at))) at += 1;
  return at;
}

class JsonWriter {
  private readonly parts: string[] = [];
  private readonly stack: Open[] = [];
  private length = 0;
  private isAfterKey = false;

  constructor(
    private readonly limits: DocumentLimits,
    private readonly ranges: Ranges | null,
  ) {}

  text(): string {
    return this.parts.join('');
  }

  string(token: string): void {
    const value = JSON.parse(token) as string;
    const shown = JSON.stringify(value);
    const parent = this.stack.at(-1);
    if (!parent || parent.isArray || this.isAfterKey) {
      this.scalar(shown, 1);
      return;
    }
    parent.key = value;
    parent.count += 1;
    this.isAfterKey = true;
    this.indent();
    this.write(shown);
  }

  /** `quotes`: how many characters at each end are no part of the value. */
  scalar(token: string, quotes: 0 | 1): void {
    this.beginValue();
    const start = this.length;
    this.write(token);
    if (this.ranges) this.ranges.set(this.pointer(), [start + quotes, this.length - quotes]);
  }

  open(bracket: '{' | '['): void {
    this.beginValue();
    if (this.stack.length >= this.limits.depth) {
      throw new UnreadableDocument(`It nests deeper than ${this.limits.depth} levels. Flatten it, or send it as plain text.`);
    }
    const pointer = this.ranges ? this.pointer() : '';
    this.stack.push({ isArray: bracket === '[', count: 0, pointer, key: '', start: this.length });
    this.write(bracket);
  }

  close(bracket: '}' | ']'): void {
    const closed = this.stack.pop();
    if (closed && closed.count > 0) this.indent();
    this.write(bracket);
    if (closed) this.ranges?.set(closed.pointer, [closed.start, this.length]);
  }

  mark(mark: ':' | ','): void {
    this.write(mark === ':' ? ': ' : ',');
  }

  private beginValue(): void {
    this.isAfterKey = false;
    const parent = this.stack.at(-1);
    if (!parent?.isArray) return;
    parent.count += 1;
    this.indent();
  }

  private pointer(): string {
    const parent = this.stack.at(-1);
    if (!parent) return '';
    return `${parent.pointer}/${parent.isArray ? parent.count - 1 : parent.key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  private indent(): void {
    this.write(`\n${'  '.repeat(this.stack.length)}`);
  }

  private write(part: string): void {
    this.parts.push(part);
    this.length += part.length;
    if (this.length > this.limits.textLength) {
      throw new UnreadableDocument(`It is longer than ${this.limits.textLength} characters when laid out. Split it and send the parts.`);
    }
  }
}
