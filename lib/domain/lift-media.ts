// Takes pictures, sound and files out of the texts of a run: whole images as base64 make traces that nobody can search or show.
import { createHash } from 'node:crypto';
import { parseContainer } from './json-container';
import { mediaReference } from './media-reference';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';

export interface LiftedMedia {
  bytes: Buffer;
  mediaType: string;
}
type JsonObject = { [key: string]: Json };
interface Found {
  media: Map<string, LiftedMedia>;
  instead: ReadonlyMap<string, string>;
}

const MARK = ';base64,';
/** A data URI begins with `data:` and its type, with parameters now and then. */
const MAX_HEAD = 200;
/** Below this nothing is gained, and short words are base64 by accident. */
const MIN_BASE64 = 64;
const MAX_DEPTH = 512;
const TYPE_FIELDS = ['mime_type', 'media_type', 'mediaType', 'mimeType', 'contentType'];
const DATA_FIELDS = new Set(['data', 'content', 'image', 'file_data', 'base64', 'bytes']);
/** What JSON text with such a part has to hold; plain searches cost a fraction of one expression. */
const SIGNS = ['mime_type', 'media_type', 'ediaType', 'mimeType', 'contentType', 'input_audio'];
/** Each sign has one of these, which begin with letters that are rare in prose and so are soon looked for. */
const RARE_PARTS = ['_type', 'Type', '_audio'];

/**
 * Runs in which each medium is a reference (`media-reference.ts`), and the media. Values without any are the same objects as before.
 * `instead` has by hash what stands in place of the reference of a medium that is not kept as it came.
 */
export function liftMedia(
  runs: readonly CanonicalRun[],
  instead: ReadonlyMap<string, string> = new Map(),
): { runs: CanonicalRun[]; media: LiftedMedia[] } {
  const found: Found = { media: new Map(), instead };
  const lifted = runs.map((run): CanonicalRun => {
    const facts = lift(run.facts as Json, found) as CanonicalRun['facts'];
    const steps = mapped(run.steps, (step) => liftStep(step, found));
    const records = run.records === undefined ? undefined : (lift(run.records, found) as NonNullable<CanonicalRun['records']>);
    if (facts === run.facts && steps === run.steps && records === run.records) return run;
    return { ...run, facts, steps, ...(records === undefined ? {} : { records }) };
  });
  return { runs: lifted, media: [...found.media.values()] };
}

function liftStep(step: CanonicalStep, found: Found): CanonicalStep {
  const input = lift(step.input, found);
  const output = lift(step.output, found);
  const facts = lift(step.facts as Json, found) as CanonicalStep['facts'];
  const attributes = lift(step.attributes, found) as CanonicalStep['attributes'];
  const events = mapped(step.events, (event) => {
    const changed = lift(event.attributes, found) as typeof event.attributes;
    return changed === event.attributes ? event : { ...event, attributes: changed };
  });
  const isSame =
    input === step.input && output === step.output && facts === step.facts && attributes === step.attributes && events === step.events;
  return isSame ? step : { ...step, input, output, facts, attributes, events };
}

/** The very same list when nothing in it changes. */
function mapped<T>(list: T[], change: (entry: T) => T): T[] {
  let next: T[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const entry = list[index] as T;
    const changed = change(entry);
    if (changed === entry) continue;
    next ??= [...list];
    next[index] = changed;
  }
  return next ?? list;
}

/** Recurses: readers bound the depth. What nests deeper than any of them allows stays as it is, and is refused when it is stored. */
function lift(value: Json, found: Found, depth = 0): Json {
  if (typeof value === 'string') return liftText(value, found);
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return mapped(value, (entry) => lift(entry, found, depth + 1));
  return liftObject(value, found, depth);
}

function liftObject(value: JsonObject, found: Found, depth: number): JsonObject {
  let next: JsonObject | undefined;
  for (const key in value) {
    const member = value[key] as Json;
    const mediaType = isBase64Member(key, member) ? typeBeside(value) : undefined;
    const changed = mediaType === undefined ? lift(member, found, depth + 1) : keep(member as string, mediaType, found);
    if (changed === member) continue;
    next ??= { ...value };
    next[key] = changed;
  }
  return next ?? value;
}

/** Parts that carry base64 beside its type: GenAI blobs, Anthropic sources, OpenAI audio, AI SDK files, Gemini's inline data. */
function isBase64Member(key: string, member: Json): boolean {
  return typeof member === 'string' && member.length >= MIN_BASE64 && DATA_FIELDS.has(key) && base64End(member, 0) === member.length;
}

function typeBeside(value: JsonObject): string | undefined {
  const stated = TYPE_FIELDS.map((field) => value[field]).find((type) => typeof type === 'string' && /^[\w.+-]+\/[\w.+-]+$/.test(type));
  if (typeof stated === 'string') return stated;
  const format = value['format'];
  return typeof format === 'string' && /^(wav|mp3|flac|opus|aac)$/.test(format) ? `audio/${format}` : undefined;
}

function liftText(text: string, found: Found): string {
  let result = text;
  for (let at = text.includes(MARK) ? result.indexOf(MARK) : -1; at !== -1; ) {
    const end = base64End(result, at + MARK.length);
    const head = /data:([\w.+-]+\/[\w.+-]+)(?:;[\w.+=-]+)*$/.exec(result.slice(Math.max(0, at - MAX_HEAD), at));
    if (!head || end - at - MARK.length < 4) {
      at = result.indexOf(MARK, at + MARK.length);
      continue;
    }
    const start = at - head[0].length;
    const reference = keep(result.slice(at + MARK.length, end), head[1] as string, found);
    result = result.slice(0, start) + reference + result.slice(end);
    at = result.indexOf(MARK, start + reference.length);
  }
  return result === text && text.length > 128 ? liftJsonText(text, found) : result;
}

/** Attributes hold messages as JSON text, with base64 in members that only their neighbours give a type. */
function liftJsonText(text: string, found: Found): string {
  if (!/^\s*[[{]/.test(text) || !RARE_PARTS.some((part) => text.includes(part)) || !SIGNS.some((sign) => text.includes(sign))) return text;
  const parsed = parseContainer(text);
  if (parsed === undefined) return text;
  const lifted = lift(parsed, found);
  return lifted === parsed ? text : JSON.stringify(lifted);
}

function keep(base64: string, mediaType: string, found: Found): string {
  const bytes = Buffer.from(base64, 'base64');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const type = mediaType.toLowerCase();
  if (!found.media.has(sha256)) found.media.set(sha256, { bytes, mediaType: type });
  return found.instead.get(sha256) ?? mediaReference(sha256, type, bytes.length);
}

/** Where base64 that starts at `from` ends, padding included. A loop and no expression: texts have tens of megabytes. */
function base64End(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBase64(text.charCodeAt(at))) at += 1;
  while (at < text.length && at - from > 0 && text.charCodeAt(at) === 0x3d) at += 1;
  return at;
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x2d ||
    code === 0x5f
  );
}
