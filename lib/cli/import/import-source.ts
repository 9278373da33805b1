// What every source of `countersign import` yields: records in the words of a surface of the door, each with the place to go on from.
import type { Json } from '@/lib/domain/run/run';

export type SurfaceName = 'runs' | 'spans-json' | 'logs-json' | 'spans-protobuf' | 'logs-protobuf' | 'langfuse' | 'langsmith' | 'feedback';

export interface ImportItem {
  surface: SurfaceName;
  /** JSON text or protobuf bytes, as it stands in the body of a request. */
  payload: string | Buffer;
  /** Records in it: one, or the spans of a whole OTLP message. */
  count: number;
  /** Where it stands in the source, for people: `line 12`. */
  place: string;
  /** The id that the source gives it. */
  id: string | null;
}

/** A record that was not sent, or that the server did not take. */
export interface ImportRefusal {
  place: string;
  id: string | null;
  code: string;
  detail: string;
  count: number;
}

/** One record of the source, or one page: it is done when all its items are answered, and then `position` is where to go on. */
export interface ImportEntry {
  items: ImportItem[];
  refusals: ImportRefusal[];
  position: Json;
  /** How much of the source has been read, 0 to 1, where it is known. */
  share?: number;
  /** What cannot be read yet, because it is still being written: read again by the next start. */
  waiting?: string;
}

export interface ImportSource {
  /** Names the source and every setting that shapes what is read from it. Holds no secret: the state is kept under it. */
  key: string;
  /** For people. */
  label: string;
  /** From the beginning when `position` is null. Throws an ImportFailure when the source cannot be read on. */
  read(position: Json | null): AsyncIterable<ImportEntry>;
  /** Asked when an earlier import of the source was complete: where to look for what has come since; null for nowhere. */
  followUp?(position: Json | null): Promise<Json | null>;
}

/** The import cannot go on; what was answered so far is kept. The message says what to do. */
export class ImportFailure extends Error {
  override name = 'ImportFailure';
}

export function refusal(place: string, id: string | null, code: string, detail: string): ImportRefusal {
  return { place, id, code, detail, count: 1 };
}
