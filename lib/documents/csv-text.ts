// A table as text: one line a row, cells separated by tabs. Tabs and line breaks inside a cell become spaces.
import { parse } from 'csv-parse/sync';
import type { DocumentLimits } from './document-limits';
import { UnreadableDocument } from './unreadable-document';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_LENGTH = 32_768;

/** The rows of a CSV file as text. Rows of unequal length are kept as they are. */
export function csvText(source: string, limits: DocumentLimits): string {
  let rows: string[][];
  try {
    rows = parse(source, {
      delimiter: delimiterOf(source),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    throw new UnreadableDocument(
      `It cannot be read as CSV (${(error as Error).message}). Quote cells that hold quotes or line breaks, or send it as plain text.`,
    );
  }
  const cells = rows.reduce((sum, row) => sum + row.length, 0);
  if (cells > limits.parts)
    throw new UnreadableDocument(`It has ${cells} cells, the limit is ${limits.parts}. Split it and send the parts.`);
  return rows.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** Whether text that nobody called CSV is a table all the same: at least three rows of one width below distinct, short headings. */
export function looksLikeTable(source: string): boolean {
  const sample = source.length > SAMPLE_LENGTH ? source.slice(0, source.lastIndexOf('\n', SAMPLE_LENGTH)) : source;
  try {
    const rows: string[][] = parse(sample, { delimiter: delimiterOf(sample), skip_empty_lines: true });
    const [headings] = rows;
    if (!headings || headings.length < 2 || rows.length < 3) return false;
    return new Set(headings).size === headings.length && headings.every((heading) => heading.trim() !== '' && heading.length <= 60);
  } catch {
    return false;
  }
}

/** The delimiter that stands most often in the first line. */
function delimiterOf(source: string): string {
  const first = source.slice(0, source.search(/[\r\n]|$/));
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counts.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter;
}
