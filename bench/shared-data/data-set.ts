// What each data set hands to the loader.
import type { RunRecord } from './api-client';

export interface DataSet {
  name: string;
  documents: { documentId: string; bytes: Uint8Array; mediaType: string; metadata?: Record<string, unknown> }[];
  runs: RunRecord[];
}

export function jsonLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
