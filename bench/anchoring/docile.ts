// Whether boxes are shown where people drew theirs: a business document of DocILE.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageBoxesSchema, imagePage } from '@/lib/documents/image-text';
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Box, TextLayer } from '@/lib/domain/text-layer';
import { documentOf } from './document-of';

interface Field {
  bbox: Box;
  fieldtype: string;
  text: string;
  line_item_id?: number;
}

/** Values that the recogniser read: all boxes of a right one lie in the box that people drew for it. */
export function drawnFigures(data: string): { right: number; wrong: string[] } {
  const folder = join(data, 'docile-sample');
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
  const sources = [documentOf('form', layer)];
  const claims = anchorClaims({ claims: cutClaims(output).claims, sources, evidence: [] }).map(({ claim }) => claim);
  const wrong: string[] = [];
  let right = 0;
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  // What the recogniser misread stands nowhere; the question is where the rest is shown.
  const isRead = ({ value, text }: AnchoredClaim) => value !== null && bare(page?.text ?? '').includes(bare(text));
  for (const claim of claims.filter(isRead)) {
    const drawn = [...fields, ...cells]
      .filter(({ text }) => text === claim.text)
      .map(({ bbox }) => scaled(bbox, page?.width ?? 1, page?.height ?? 1));
    const shown = claim.anchors.flatMap(({ boxes }) => boxes);
    if (shown.length > 0 && drawn.some((box) => shown.every((one) => isInside(centre(one), box)))) right++;
    else wrong.push(`${claim.path} ${claim.text}: ${claim.state}`);
  }
  return { right, wrong };
}

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
