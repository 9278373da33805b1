// The rows of a CSV file with a header, one at a time (csv-parse). Rows that do not fit the header are named and passed over.
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { terminalText } from '@/lib/terminal-text';
import { ImportFailure } from './import-source';
import type { OpenedFile } from './read-chunks';

export interface FoundRow {
  /** Null for a row that does not fit the header. */
  row: { [column: string]: string } | null;
  /** Why it does not. */
  problem: string;
  /** Counted from 1, without the header. */
  number: number;
  /** Unpacked bytes read so far. */
  end: number;
}

const MAX_ROW_BYTES = 48 * 1024 * 1024;

/** Rows behind the first `skip`. RFC 4180 with any one-character delimiter; quoted line breaks are part of their cell. */
export async function* csvRows(file: OpenedFile, delimiter: string, skip: number): AsyncGenerator<FoundRow> {
  const parser = parse({
    bom: true,
    delimiter,
    skip_empty_lines: true,
    info: true,
    max_record_size: MAX_ROW_BYTES,
    // Checked below, so that a refusal stands in its place among the rows.
    relax_column_count: true,
    relax_quotes: true,
  });
  const bytes = Readable.from(file.chunks(0));
  bytes.on('error', (error) => parser.destroy(error));
  let columns: string[] | null = null;
  let number = 0;
  try {
    for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<{ record: string[]; info: { bytes: number } }>) {
      if (columns === null) columns = columnNames(record, file.path);
      else {
        number += 1;
        if (number > skip) yield { ...rowOf(columns, record), number, end: info.bytes };
      }
    }
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    throw new ImportFailure(`${terminalText(file.path)} cannot be read as CSV behind row ${number}: ${(error as Error).message}`);
  } finally {
    bytes.destroy();
  }
}

function rowOf(columns: readonly string[], cells: readonly string[]): Pick<FoundRow, 'row' | 'problem'> {
  if (cells.length !== columns.length) return { row: null, problem: `has ${cells.length} cells; the header has ${columns.length}` };
  return { row: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])), problem: '' };
}

function columnNames(header: readonly string[], path: string): string[] {
  const names = header.map((name, index) => name.trim() || `column_${index + 1}`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new ImportFailure(`${terminalText(path)} has two columns named "${terminalText(repeated)}". Rename one of them.`);
  return names;
}
