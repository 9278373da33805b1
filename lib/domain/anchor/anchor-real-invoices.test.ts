import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { anchorClaims } from './anchor-claims';
import { indexLayer, type RunSource } from './anchor-source';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';
import type { TextLayer } from '@/lib/domain/text-layer';

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
