// Rows of a CSV or JSON lines file, each as one run.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { isObject } from '@/lib/domain/json-container';
import { type ColumnMap, missingColumns } from './column-map';
import { fileSource, RecordError } from './file-source';
import { ImportFailure, type ImportSource } from './import-source';
import { rowRecord } from './row-record';

export interface MappedRowsOptions {
  kind: 'csv' | 'jsonl';
  path: string;
  map: ColumnMap;
  delimiter?: string;
  /** Run ids begin with it when no column gives them. */
  idPrefix?: string;
}

/**
 * A row without an id gets one from the file's name and the row's content, so that the same row is the same run however often and in
 * whatever order it is imported.
 */
export function mappedRows({ kind, path, map, delimiter, idPrefix }: MappedRowsOptions): Promise<ImportSource> {
  const prefix = idPrefix ?? basename(path).replace(/\.[^.]*$/, '');
  let isChecked = false;
  return fileSource({
    kind,
    path,
    settings: [[...map.entries()], idPrefix ?? null],
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(kind === 'csv' ? { format: 'csv' as const } : {}),
    convert: (row, place) => {
      if (!isObject(row)) throw new RecordError('not_an_object', 'is no JSON object with a member per column');
      const missing = kind === 'csv' && !isChecked ? missingColumns(map, Object.keys(row)) : [];
      isChecked = true;
      if (missing.length > 0)
        throw new ImportFailure(
          `${path} has no column ${missing.map((name) => `"${name}"`).join(', ')}. It has ${Object.keys(row).join(', ')}.`,
        );
      const hash = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16);
      const record = rowRecord(row, map, `${prefix}:${hash}`);
      return [{ surface: 'runs', payload: JSON.stringify(record), count: 1, place, id: String(record['run_id']) }];
    },
  });
}
