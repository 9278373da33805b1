// Documents with extracted fields: invoice2data's PDFs and SROIE's receipt pictures with their text lines.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './data-set';

export function invoice2data(folder: string): DataSet {
  const base = join(folder, 'invoice2data');
  const names = readdirSync(base).filter((name) => name.endsWith('.pdf') && existsSync(join(base, name.replace('.pdf', '.json'))));
  return {
    name: 'invoice2data',
    documents: names.map((name) => ({ documentId: `i2d-${name}`, bytes: readFileSync(join(base, name)), mediaType: 'application/pdf' })),
    runs: names.map((name) => {
      const [fields] = JSON.parse(readFileSync(join(base, name.replace('.pdf', '.json')), 'utf8')) as unknown[];
      return extraction(`invoice2data-${name}`, `i2d-${name}`, fields);
    }),
  };
}

export function sroie(folder: string): DataSet {
  const base = join(folder, 'sroie');
  const names = readdirSync(join(base, 'img'))
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => name.replace('.jpg', ''));
  return {
    name: 'SROIE',
    documents: names.map((name) => ({
      documentId: `sroie-${name}`,
      bytes: readFileSync(join(base, 'img', `${name}.jpg`)),
      mediaType: 'image/jpeg',
      metadata: { boxes: textLines(readFileSync(join(base, 'box', `${name}.csv`), 'utf8')) },
    })),
    runs: names.map((name) =>
      extraction(`sroie-${name}`, `sroie-${name}`, JSON.parse(readFileSync(join(base, 'key', `${name}.json`), 'utf8'))),
    ),
  };
}

function extraction(runId: string, documentId: string, output: unknown) {
  return {
    run_id: runId,
    name: runId.split('-')[0],
    environment: 'bench',
    route: 'extraction',
    input: 'Extract the fields.',
    input_ref: `doc:${documentId}`,
    context_refs: [`doc:${documentId}`],
    output,
  };
}

/** `x1,y1,x2,y2,x3,y3,x4,y4,text`; the text may hold commas. Pixels of the picture. */
function textLines(csv: string) {
  return csv
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const parts = line.split(',');
      const corners = parts.slice(0, 8).map(Number);
      const [xs, ys] = [corners.filter((_, index) => index % 2 === 0), corners.filter((_, index) => index % 2 === 1)];
      return { text: parts.slice(8).join(','), box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
    });
}
