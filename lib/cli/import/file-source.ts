// A file of records as a source: JSON lines, one JSON list, one JSON document or CSV, whatever its name is.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { MAX_JSON_DEPTH } from '@/lib/domain/storable-json';
import { ExpectedError } from '@/lib/errors';
import { parseJsonText } from '@/lib/ingest/json-text';
import { csvRows } from './csv-rows';
import { type ImportEntry, ImportFailure, type ImportItem, type ImportSource, refusal } from './import-source';
import { type FoundValue, jsonElements, jsonLines } from './json-values';
import { firstBytes, type OpenedFile, openFile } from './read-chunks';

export type FileFormat = 'csv' | 'lines' | 'list' | 'document';

/** A record that cannot be sent, and why; its neighbours can. */
export class RecordError extends Error {
  override name = 'RecordError';
  constructor(
    readonly code: string,
    message: string,
    readonly id: string | null = null,
  ) {
    super(message);
  }
}

export interface FileSourceOptions {
  /** The name of the source, and every setting that shapes what is made of a record. */
  kind: string;
  settings?: Json;
  path: string;
  delimiter?: string;
  format?: FileFormat;
  /** Throws a RecordError for a record that cannot be sent. `text` is the record as it stands in a JSON file. */
  convert(record: Json, place: string, text: Buffer | null): ImportItem[];
}

interface FilePosition {
  end: number;
  number: number;
  size: number;
}

const HEAD_BYTES = 512;
const SNIFF_BYTES = 1024 * 1024;
const MAX_DEPTH = MAX_JSON_DEPTH + 16;
/** Members of an answer of an API that was saved as it came; the records are in `data`. */
const PAGE_MEMBERS = new Set(['data', 'meta', 'next_cursor', 'links', 'count', 'total']);

/** Keyed by the place and the beginning of the file: a log that grows is the same source, a rotated one is not. */
export async function fileSource(options: FileSourceOptions): Promise<ImportSource> {
  const file = openFile(options.path);
  const format = options.format ?? (await formatOf(file, options.path));
  const head = createHash('sha256')
    .update(await firstBytes(file, HEAD_BYTES))
    .digest('hex');
  const growing = format === 'lines' ? null : file.size;
  return {
    key: JSON.stringify([options.kind, resolve(options.path), head, growing, options.settings ?? null, options.delimiter ?? null]),
    label: options.path,
    read: (position) => read(file, format, options, asPosition(position)),
    followUp: async (position) => (format === 'lines' && asPosition(position).size !== file.size ? position : null),
  };
}

function asPosition(position: Json | null): FilePosition {
  return position === null ? { end: 0, number: 0, size: 0 } : (position as unknown as FilePosition);
}

async function* read(file: OpenedFile, format: FileFormat, options: FileSourceOptions, from: FilePosition): AsyncGenerator<ImportEntry> {
  if (format === 'csv') {
    for await (const { row, problem, number, end } of csvRows(file, options.delimiter ?? ',', from.number)) {
      const place = `row ${number}`;
      const entry = row ? entryOf(options, row, place, null) : { items: [], refusals: [refusal(place, null, 'bad_row', problem)] };
      yield { ...entry, ...placed(file, { end, number, size: file.size }) };
    }
    return;
  }
  let before: FilePosition = from;
  for await (const found of values(file, format, from)) {
    const position = { end: found.end, number: found.number, size: file.size };
    const entry = readValue(options, found, format === 'lines' ? `line ${found.number}` : `record ${found.number}`);
    // A last line that is still being written is no fault of the file: it is read again when the file has grown.
    if (format === 'lines' && entry.isBroken && !found.isEnded && !file.isGzip)
      yield { items: [], refusals: [], waiting: `line ${found.number}`, ...placed(file, { ...before, size: file.size }) };
    else yield { items: entry.items, refusals: entry.refusals, ...placed(file, position) };
    before = position;
  }
}

function placed(file: OpenedFile, position: FilePosition): { position: Json; share?: number } {
  const share = file.share(position.end);
  return { position: { ...position }, ...(share === undefined ? {} : { share }) };
}

function values(file: OpenedFile, format: FileFormat, from: FilePosition): AsyncIterable<FoundValue> {
  if (format === 'lines') return jsonLines(file, from);
  return format === 'list' ? jsonElements(file, from) : wholeDocument(file, from);
}

async function* wholeDocument(file: OpenedFile, from: FilePosition): AsyncGenerator<FoundValue> {
  if (from.number > 0) return;
  const bytes = await firstBytes(file, SNIFF_BYTES * 48 + 1);
  if (bytes.length > SNIFF_BYTES * 48)
    throw new ImportFailure(`${file.path} is one JSON document of more than 48 MiB. Make it JSON lines first: jq -c '.data[]'`);
  yield { bytes, number: 1, end: bytes.length, isEnded: true };
}

function readValue(
  options: FileSourceOptions,
  { bytes }: FoundValue,
  place: string,
): Pick<ImportEntry, 'items' | 'refusals'> & { isBroken: boolean } {
  if (bytes === null)
    return {
      items: [],
      refusals: [refusal(place, null, 'too_large', 'is longer than 48 MiB, which is more than the server takes')],
      isBroken: false,
    };
  const text = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  let value: Json;
  try {
    value = parseJsonText(text, MAX_DEPTH) as Json;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { items: [], refusals: [refusal(place, null, 'not_json', error.message.replace('The body ', ''))], isBroken: true };
  }
  const records = pageOf(value);
  const entries = records.map((record, index) =>
    entryOf(options, record, records.length > 1 ? `${place}, record ${index + 1}` : place, record === value ? text : null),
  );
  return { items: entries.flatMap(({ items }) => items), refusals: entries.flatMap(({ refusals }) => refusals), isBroken: false };
}

/** The records of a value: itself, or those of a saved page. */
function pageOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  if (isObject(value) && Array.isArray(value['data']) && Object.keys(value).every((key) => PAGE_MEMBERS.has(key))) return value['data'];
  return [value];
}

function entryOf(options: FileSourceOptions, record: Json, place: string, text: Buffer | null): Pick<ImportEntry, 'items' | 'refusals'> {
  try {
    return { items: options.convert(record, place, text), refusals: [] };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { items: [], refusals: [refusal(place, error.id, error.code, error.message)] };
  }
}

async function formatOf(file: OpenedFile, path: string): Promise<FileFormat> {
  const head = (await firstBytes(file, SNIFF_BYTES))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('[')) return 'list';
  if (head.startsWith('{')) {
    const line = head.split('\n', 1)[0]?.trimEnd() ?? '';
    return line.endsWith('}') || line.length === head.length ? 'lines' : 'document';
  }
  if (/\.(csv|tsv)(\.gz)?$/i.test(path)) return 'csv';
  if (head === '') return 'lines';
  throw new ImportFailure(`${path} holds neither JSON nor JSON lines, and its name does not end in .csv.`);
}
