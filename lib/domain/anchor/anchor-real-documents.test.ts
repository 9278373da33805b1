import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { anchorClaims, type ClaimsToAnchor } from './anchor-claims';
import { indexLayer, type RunSource } from './anchor-source';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { Anchor } from '@/lib/domain/evidence';
import { queryTokens } from '@/lib/domain/match/match-query';
import type { Box, TextLayer } from '@/lib/domain/text-layer';

// Filings and receipts made and labelled by other people. Where the folder is absent the tests are skipped by name.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

function documentSource(documentId: string, layer: TextLayer): RunSource {
  return {
    kind: 'document',
    documentId,
    version: 1,
    sha256: '',
    passageOrdinal: null,
    page: null,
    title: documentId,
    authority: null,
    effectiveFrom: null,
    index: indexLayer(layer),
    given: null,
    pointerRange: null,
  };
}

const anchored = (rest: Pick<ClaimsToAnchor, 'evidence'> & { output: Record<string, string> }, source: RunSource) =>
  anchorClaims({ claims: cutClaims(rest.output).claims, sources: [source], evidence: rest.evidence });

/** Share of the words of `quote` that stand inside the boxes of the anchors, by the words of the page. */
function coveredShare(quote: string, anchors: readonly Anchor[], layer: TextLayer): number {
  const wanted = new Map<string, number>();
  for (const { word } of queryTokens(quote, () => 1)) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  const total = [...wanted.values()].reduce((sum, count) => sum + count, 0);
  let covered = 0;
  for (const { page, boxes } of anchors) {
    const shown = layer.pages.find((one) => one.page === page);
    const inside = (shown?.words ?? []).filter(({ box }) => boxes.some((outer) => contains(outer, box)));
    for (const { word } of queryTokens(inside.map(({ start, end }) => shown?.text.slice(start, end)).join(' '), () => 1)) {
      const left = wanted.get(word) ?? 0;
      if (left > 0) covered++;
      wanted.set(word, left - 1);
    }
  }
  return covered / total;
}

/** Cited rightly, cited from a wrong page, cited without a page, and with its lines in another order. */
const WAYS = 4;

const contains = (outer: Box, inner: Box): boolean =>
  inner[0] >= outer[0] - 0.5 && inner[1] >= outer[1] - 0.5 && inner[2] <= outer[2] + 0.5 && inner[3] <= outer[3] + 0.5;

describe.skipIf(!data)('FinanceBench filings', () => {
  it('anchors quoted evidence on its page, with boxes over the quoted words, in at least 97 % of cases, cited or not', {
    timeout: 400_000,
  }, async () => {
    interface Row {
      financebench_id: string;
      evidence: { evidence_text: string; doc_name: string; evidence_page_num: number }[];
    }
    const rows = readFileSync(join(data as string, 'financebench/data/financebench_open_source.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    const quotes = rows.flatMap(({ financebench_id: id, evidence }) =>
      evidence.map((one) => ({ id, quote: one.evidence_text, name: one.doc_name, page: one.evidence_page_num + 1 })),
    );
    const failures: string[] = [];
    let right = 0;
    for (const name of new Set(quotes.map((one) => one.name))) {
      const bytes = readFileSync(join(data as string, 'financebench/pdfs', `${name}.pdf`));
      const { layer } = await extractTextLayer(new Uint8Array(bytes), 'application/pdf', [], DEFAULT_DOCUMENT_LIMITS);
      const source = documentSource(name, layer);
      for (const { id, quote, page } of quotes.filter((one) => one.name === name)) {
        const ways = {
          cited: { claim: '/answer', documentId: name, page, quote },
          wrongPage: { claim: '/answer', documentId: name, page: page === 1 ? 2 : 1, quote },
          noPage: { claim: '/answer', documentId: name, quote },
          otherOrder: { claim: '/answer', documentId: name, quote: quote.split('\n').reverse().join('\n') },
        };
        for (const [way, evidence] of Object.entries(ways)) {
          const [reading] = anchored({ output: { answer: quote.slice(0, 200) }, evidence: [evidence] }, source);
          const anchors = (reading?.claim.anchors ?? []).filter(({ quote: shown }) => shown !== '');
          const isOnPage = anchors.length > 0 && anchors.every((anchor) => anchor.page === page);
          const share = coveredShare(quote, anchors, layer);
          const state = reading?.claim.state;
          const isRight =
            isOnPage &&
            share >= (way === 'otherOrder' ? 0.9 : 0.98) &&
            (way === 'wrongPage' ? state === 'moved' : state !== 'moved' && state !== 'missing');
          if (isRight) right++;
          else
            failures.push(
              `${id} ${name} page ${page} ${way}: ${state}, anchors on ${anchors.map((anchor) => anchor.page).join(',')}, ${(share * 100).toFixed(1)} % covered`,
            );
        }
      }
    }
    console.log(`FinanceBench: ${right} of ${quotes.length * WAYS} looks anchored on the right page with boxes over the words`, failures);
    expect(quotes.length).toBeGreaterThanOrEqual(20);
    expect(right / (quotes.length * WAYS)).toBeGreaterThanOrEqual(0.97);
  });
});

describe.skipIf(!data)('SROIE receipts', () => {
  it('shows every field value that stands in the text lines with its box or boxes', { timeout: 60_000 }, async () => {
    const folder = join(data as string, 'sroie');
    const failures: string[] = [];
    let standing = 0;
    let shown = 0;
    for (const file of readdirSync(join(folder, 'key'))) {
      const name = file.replace('.json', '');
      const lines = readFileSync(join(folder, 'box', `${name}.csv`), 'utf8')
        .split(/\r?\n/u)
        .filter(Boolean)
        .map((line) => {
          const cells = line.split(',');
          return { text: cells.slice(8).join(','), box: cells.slice(0, 8).map(Number) };
        });
      const { layer } = await extractTextLayer(
        new Uint8Array(readFileSync(join(folder, 'img', `${name}.jpg`))),
        'image/jpeg',
        lines,
        DEFAULT_DOCUMENT_LIMITS,
      );
      const output = JSON.parse(readFileSync(join(folder, 'key', file), 'utf8')) as Record<string, string>;
      for (const { claim } of anchored({ output, evidence: [] }, documentSource(name, layer))) {
        if (
          !stands(
            claim.text,
            lines.map(({ text }) => text),
          )
        )
          continue;
        standing++;
        const share = coveredShare(claim.text, claim.anchors, layer);
        if (claim.anchors.length > 0 && claim.anchors.every(({ boxes }) => boxes.length > 0) && share >= 0.98) shown++;
        else
          failures.push(
            `${name} ${claim.path} ${JSON.stringify(claim.text)}: ${claim.state}, ${claim.anchors.length} anchors, ${(share * 100).toFixed(0)} % covered`,
          );
      }
    }
    console.log(`SROIE: ${shown} of ${standing} values that stand in the lines are shown with boxes`, failures);
    expect(standing).toBeGreaterThanOrEqual(70);
    expect(failures).toEqual([]);
  });
});

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
