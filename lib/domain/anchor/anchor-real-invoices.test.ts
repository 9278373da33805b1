import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { imageBoxesSchema, imagePage } from '@/lib/documents/image-text';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { anchorClaims } from './anchor-claims';
import { indexLayer, type RunSource } from './anchor-source';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';
import type { Box, TextLayer } from '@/lib/domain/text-layer';

// Invoices with the values, and for one of them the boxes, that other people expect. Skipped by name where the folder is absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

async function layerOf(path: string): Promise<TextLayer> {
  return (await extractTextLayer(new Uint8Array(readFileSync(path)), 'application/pdf', [], DEFAULT_DOCUMENT_LIMITS)).layer;
}

function anchored(output: Json, layer: TextLayer): AnchoredClaim[] {
  const source: RunSource = {
    kind: 'document',
    documentId: 'invoice',
    version: 1,
    sha256: '',
    passageOrdinal: null,
    page: null,
    title: 'invoice',
    authority: null,
    effectiveFrom: null,
    index: indexLayer(layer),
    given: null,
    pointerRange: null,
  };
  return anchorClaims({ claims: cutClaims(output).claims, sources: [source], evidence: [] }).map(({ claim }) => claim);
}

describe.skipIf(!data)('invoice2data invoices', () => {
  it('finds more than four of five expected values, and every line item on a line with its name', { timeout: 60_000 }, async () => {
    const folder = join(data as string, 'invoice2data');
    let [found, total, onLine, items] = [0, 0, 0, 0];
    const missing: string[] = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.pdf'))) {
      const [output] = JSON.parse(readFileSync(join(folder, file.replace('.pdf', '.json')), 'utf8')) as [Json];
      const claims = anchored(output, await layerOf(join(folder, file))).filter(({ value }) => value !== null && value !== '');
      total += claims.length;
      found += claims.filter(({ anchors, state }) => anchors.length > 0 && state !== 'contradicted').length;
      missing.push(...claims.filter(({ anchors }) => anchors.length === 0).map(({ path, text }) => `${file} ${path} ${text}`));
      for (const price of claims.filter(({ path, anchors }) => anchors.length > 0 && /price_subtotal$/u.test(path ?? ''))) {
        const name = claims.find(({ path }) => path === price.path?.replace(/[^/]+$/u, 'name'));
        if (!name?.anchors[0]) continue;
        items++;
        const [top, bottom] = rows(name);
        const [from, to] = rows(price);
        if (Math.min(bottom, to) - Math.max(top, from) > 0) onLine++;
      }
    }
    console.log(`invoice2data: ${found} of ${total} values found, ${onLine} of ${items} line totals beside their item`, missing);
    expect(found / total).toBeGreaterThanOrEqual(0.8);
    expect(items).toBeGreaterThan(15);
    expect(onLine).toBe(items);
  });
});

/** Top and bottom of all boxes of a claim. */
function rows({ anchors }: AnchoredClaim): [number, number] {
  const boxes = anchors.flatMap((anchor) => anchor.boxes);
  return [Math.min(...boxes.map((box) => box[1])), Math.max(...boxes.map((box) => box[3]))];
}

describe.skipIf(!data)('DocILE document', () => {
  it('puts its boxes where people drew theirs', { timeout: 30_000 }, async () => {
    interface Field {
      bbox: Box;
      fieldtype: string;
      text: string;
      line_item_id?: number;
    }
    const folder = join(data as string, 'docile-sample');
    const [file = ''] = readdirSync(join(folder, 'annotations'));
    const { field_extractions: fields, line_item_extractions: cells } = JSON.parse(
      readFileSync(join(folder, 'annotations', file), 'utf8'),
    ) as {
      field_extractions: Field[];
      line_item_extractions: Field[];
    };
    const layer = recognised(readFileSync(join(folder, 'ocr', file), 'utf8'));
    const lines: Record<string, string>[] = [];
    for (const { line_item_id: id = 0, fieldtype, text } of cells) {
      lines[id] ??= {};
      (lines[id] as Record<string, string>)[fieldtype.replace('line_item_', '')] = text;
    }
    const output = {
      ...Object.fromEntries(fields.map(({ fieldtype, text }) => [fieldtype, text])),
      lines: Array.from(lines, (line) => line ?? null),
    };
    const page = layer.pages[0];
    const wrong: string[] = [];
    let right = 0;
    const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    // What the recogniser misread stands nowhere; the question is where the rest is shown.
    const isRead = ({ value, text }: AnchoredClaim) => value !== null && bare(page?.text ?? '').includes(bare(text));
    for (const claim of anchored(output, layer).filter(isRead)) {
      const drawn = [...fields, ...cells]
        .filter(({ text }) => text === claim.text)
        .map(({ bbox }) => scaled(bbox, page?.width ?? 1, page?.height ?? 1));
      const shown = claim.anchors.flatMap(({ boxes }) => boxes);
      if (shown.length > 0 && drawn.some((box) => shown.every((one) => isInside(centre(one), box)))) right++;
      else wrong.push(`${claim.path} ${claim.text}: ${claim.state}`);
    }
    console.log(`DocILE: ${right} values on the boxes people drew`, wrong);
    expect(right / (right + wrong.length)).toBeGreaterThanOrEqual(0.8);
  });
});

/** The words of a recogniser as a sender would give them with a picture, on a page of 1000 by 1000. */
function recognised(json: string): TextLayer {
  interface Recognised {
    pages: { blocks: { lines: { words: { value: string; geometry: [[number, number], [number, number]] }[] }[] }[] }[];
  }
  const words = (JSON.parse(json) as Recognised).pages[0]?.blocks.flatMap(({ lines }) => lines.flatMap((line) => line.words)) ?? [];
  const boxes = words.map(({ value, geometry: [[x0, y0], [x1, y1]] }) => ({
    text: value,
    box: [x0, y0, x1, y1].map((share) => share * 1000),
  }));
  return { layout: 'image@1', pages: [imagePage({ width: 1000, height: 1000 }, imageBoxesSchema.parse(boxes))] };
}

const scaled = ([x0, y0, x1, y1]: Box, width: number, height: number): Box => [x0 * width, y0 * height, x1 * width, y1 * height];
const centre = ([x0, y0, x1, y1]: Box): [number, number] => [(x0 + x1) / 2, (y0 + y1) / 2];
const isInside = ([x, y]: [number, number], [x0, y0, x1, y1]: Box): boolean => x >= x0 - 2 && x <= x1 + 2 && y >= y0 - 2 && y <= y1 + 2;
