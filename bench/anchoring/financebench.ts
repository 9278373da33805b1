// Whether quoted evidence of company filings is shown on its page, with boxes over its words: FinanceBench.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { TextLayer } from '@/lib/domain/text-layer';
import { coveredShare } from './covered-share';
import { documentOf } from './document-of';

interface Row {
  financebench_id: string;
  evidence: { evidence_text: string; doc_name: string; evidence_page_num: number }[];
}

export interface FilingFigures {
  quotes: number;
  /** Looks for a quote: cited rightly, cited from a wrong page, cited without a page, and with its lines in another order. */
  looks: number;
  /** Looks with all of their anchors on the page that people named. */
  rightPage: number;
  /** Of them, those with boxes over the words and the state that the citation deserves. */
  right: number;
  failures: string[];
}

export async function filingFigures(data: string): Promise<FilingFigures> {
  const rows = readFileSync(join(data, 'financebench/data/financebench_open_source.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const quotes = rows.flatMap(({ financebench_id: id, evidence }) =>
    evidence.map((one) => ({ id, quote: one.evidence_text, name: one.doc_name, page: one.evidence_page_num + 1 })),
  );
  const figures: FilingFigures = { quotes: quotes.length, looks: 0, rightPage: 0, right: 0, failures: [] };
  for (const name of new Set(quotes.map((one) => one.name))) {
    const layer = await filingLayer(data, name);
    for (const one of quotes.filter((quote) => quote.name === name)) lookAt(figures, layer, one);
  }
  return figures;
}

export async function filingLayer(data: string, name: string): Promise<TextLayer> {
  const bytes = readFileSync(join(data, 'financebench/pdfs', `${name}.pdf`));
  return (await extractTextLayer(new Uint8Array(bytes), 'application/pdf', [], DEFAULT_DOCUMENT_LIMITS)).layer;
}

function lookAt(
  figures: FilingFigures,
  layer: TextLayer,
  { id, name, quote, page }: { id: string; name: string; quote: string; page: number },
): void {
  const ways = {
    cited: { claim: '/answer', documentId: name, page, quote },
    wrongPage: { claim: '/answer', documentId: name, page: page === 1 ? 2 : 1, quote },
    noPage: { claim: '/answer', documentId: name, quote },
    otherOrder: { claim: '/answer', documentId: name, quote: quote.split('\n').reverse().join('\n') },
  };
  for (const [way, evidence] of Object.entries(ways)) {
    const claims = cutClaims({ answer: quote.slice(0, 200) }).claims;
    const [reading] = anchorClaims({ claims, sources: [documentOf(name, layer)], evidence: [evidence] });
    const anchors = (reading?.claim.anchors ?? []).filter(({ quote: shown }) => shown !== '');
    const isOnPage = anchors.length > 0 && anchors.every((anchor) => anchor.page === page);
    const share = coveredShare(quote, anchors, layer);
    const state = reading?.claim.state;
    const isState = way === 'wrongPage' ? state === 'moved' : state !== 'moved' && state !== 'missing';
    figures.looks++;
    if (isOnPage) figures.rightPage++;
    if (isOnPage && isState && share >= (way === 'otherOrder' ? 0.9 : 0.98)) figures.right++;
    else {
      const pages = anchors.map((anchor) => anchor.page).join(',');
      figures.failures.push(`${id} ${name} page ${page} ${way}: ${state}, anchors on ${pages}, ${(share * 100).toFixed(1)} % covered`);
    }
  }
}
