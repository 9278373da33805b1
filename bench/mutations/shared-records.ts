// Field values of real invoices and receipts that stand in their documents.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { exampleDocument } from '@/lib/domain/example-document';
import { bare, type Ground, textOf, type TrueRecord } from './true-quote';

export type RecordReader = (folder: string) => Promise<TrueRecord[]>;

/** Only values that stand there as written, amounts with their cents: which form they were brought into is another measure. */
function standing(fields: Readonly<Record<string, unknown>>, ground: Ground): TrueRecord {
  const text = textOf(ground);
  const hay = bare(text);
  const kept = Object.entries(fields).filter((entry): entry is [string, string | number] => {
    const value = entry[1];
    if (typeof value === 'number') return text.includes(value.toFixed(2));
    return typeof value === 'string' && bare(value).length >= 4 && hay.includes(bare(value));
  });
  return { ground, fields: Object.fromEntries(kept) };
}

export const invoices: RecordReader = async (folder) => {
  const base = join(folder, 'invoice2data');
  const names = readdirSync(base).filter((name) => name.endsWith('.pdf') && existsSync(join(base, name.replace('.pdf', '.json'))));
  const records: TrueRecord[] = [];
  for (const name of names) {
    const bytes = new Uint8Array(readFileSync(join(base, name)));
    const { layer } = await extractTextLayer(bytes, 'application/pdf', [], DEFAULT_DOCUMENT_LIMITS);
    const [fields] = JSON.parse(readFileSync(join(base, name.replace('.pdf', '.json')), 'utf8')) as [Record<string, unknown>];
    records.push(standing(fields, { set: 'invoice2data', id: name, document: { ...exampleDocument(name, []), layer }, passages: [] }));
  }
  return records;
};

export const receipts: RecordReader = async (folder) => {
  const base = join(folder, 'sroie');
  return readdirSync(join(base, 'key')).map((file) => {
    const name = file.replace('.json', '');
    const lines = readFileSync(join(base, 'box', `${name}.csv`), 'utf8')
      .split(/\r?\n/u)
      .filter((line) => line.trim() !== '')
      .map((line) => line.split(',').slice(8).join(','));
    const ground: Ground = { set: 'SROIE', id: name, document: exampleDocument(name, [lines.join('\n')]), passages: [] };
    return standing(JSON.parse(readFileSync(join(base, 'key', file), 'utf8')) as Record<string, unknown>, ground);
  });
};
