// Whether the values that people typed from receipts are shown with boxes over their words: SROIE.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import { coveredShare } from './covered-share';
import { documentOf } from './document-of';

export interface ReceiptFigures {
  /** Values all of whose words stand in the lines of the receipt. */
  standing: number;
  shown: number;
  failures: string[];
}

export async function receiptFigures(data: string): Promise<ReceiptFigures> {
  const folder = join(data, 'sroie');
  const figures: ReceiptFigures = { standing: 0, shown: 0, failures: [] };
  for (const file of readdirSync(join(folder, 'key'))) {
    const name = file.replace('.json', '');
    const lines = readFileSync(join(folder, 'box', `${name}.csv`), 'utf8')
      .split(/\r?\n/u)
      .filter(Boolean)
      .map((line) => {
        const cells = line.split(',');
        return { text: cells.slice(8).join(','), box: cells.slice(0, 8).map(Number) };
      });
    const bytes = new Uint8Array(readFileSync(join(folder, 'img', `${name}.jpg`)));
    const { layer } = await extractTextLayer(bytes, 'image/jpeg', lines, DEFAULT_DOCUMENT_LIMITS);
    const output = JSON.parse(readFileSync(join(folder, 'key', file), 'utf8')) as Record<string, string>;
    const texts = lines.map(({ text }) => text);
    for (const { claim } of anchorClaims({ claims: cutClaims(output).claims, sources: [documentOf(name, layer)], evidence: [] })) {
      if (!stands(claim.text, texts)) continue;
      figures.standing++;
      const share = coveredShare(claim.text, claim.anchors, layer);
      if (claim.anchors.length > 0 && claim.anchors.every(({ boxes }) => boxes.length > 0) && share >= 0.98) figures.shown++;
      else
        figures.failures.push(`${name} ${claim.path} ${JSON.stringify(claim.text)}: ${claim.state}, ${(share * 100).toFixed(0)} % covered`);
    }
  }
  return figures;
}

/** A value stands in the lines when all of its words do, as often as it has them; case and punctuation aside. */
function stands(value: string, lines: readonly string[]): boolean {
  const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const left = wordsOf(lines.join('\n'));
  const words = wordsOf(value);
  return (
    words.length > 0 &&
    words.every((word) => {
      const at = left.indexOf(word);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    })
  );
}
