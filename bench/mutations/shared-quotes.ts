// True quotes of the shared data: sentences of filings, policies, web pages and passages, each with the source it stands in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { exampleDocument } from '@/lib/domain/example-document';
import { bare, type Ground, textOf, type TrueQuote } from './true-quote';

export type QuoteReader = (folder: string, limit: number) => Promise<TrueQuote[]>;

const [MIN_WORDS, MAX_WORDS] = [6, 60];

const jsonLines = <T>(...path: string[]): T[] =>
  readFileSync(join(...path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Whole sentences of a text, white space straightened, that stand in the ground letter for letter and digit for digit. */
function quotesIn(text: string, ground: Ground, page: number | null, hay = bare(textOf(ground))): TrueQuote[] {
  return sentencesIn(text)
    .map(([start, end]) => text.slice(start, end).replace(/\s+/gu, ' '))
    .filter((sentence) => {
      const words = sentence.split(' ').length;
      return words >= MIN_WORDS && words <= MAX_WORDS && /^\p{Lu}.*\p{Ll}["”)]?\.$/u.test(sentence) && hay.includes(bare(sentence));
    })
    .map((sentence) => ({ ground, text: sentence, page }));
}

/** Spread over the whole list, so that no document speaks for all. */
export function spread<T>(list: readonly T[], limit: number): T[] {
  const step = Math.max(1, list.length / limit);
  return Array.from({ length: Math.min(limit, list.length) }, (_, index) => list[Math.floor(index * step)] as T);
}

/** The pages that people gave as evidence, in the text of another extractor, against the whole filing. */
export const financebench: QuoteReader = async (folder, limit) => {
  interface Row {
    evidence: { evidence_text_full_page: string; doc_name: string; evidence_page_num: number }[];
  }
  const evidence = jsonLines<Row>(folder, 'financebench/data/financebench_open_source.jsonl').flatMap((row) => row.evidence);
  const quotes: TrueQuote[] = [];
  for (const name of new Set(evidence.map((one) => one.doc_name))) {
    const bytes = new Uint8Array(readFileSync(join(folder, 'financebench/pdfs', `${name}.pdf`)));
    const { layer } = await extractTextLayer(bytes, 'application/pdf', [], DEFAULT_DOCUMENT_LIMITS);
    const ground: Ground = { set: 'FinanceBench', id: name, document: { ...exampleDocument(name, []), layer }, passages: [] };
    const hay = bare(textOf(ground));
    const pages = new Map(evidence.filter((one) => one.doc_name === name).map((one) => [one.evidence_page_num + 1, one]));
    for (const [page, { evidence_text_full_page: text }] of pages) quotes.push(...quotesIn(text.replace(/\n/gu, ' '), ground, page, hay));
  }
  return spread(quotes, limit);
};

/** Privacy policies, one page a segment. */
export const policyqa: QuoteReader = async (folder, limit) => {
  interface Policies {
    data: { title: string; paragraphs: { context: string }[] }[];
  }
  const { data } = JSON.parse(readFileSync(join(folder, 'policyqa/dev.json'), 'utf8')) as Policies;
  const quotes = data.flatMap(({ title, paragraphs }) => {
    const pages = [...new Set(paragraphs.map(({ context }) => context))];
    const ground: Ground = { set: 'PolicyQA', id: title, document: exampleDocument(title, pages), passages: [] };
    return pages.flatMap((text, index) => quotesIn(text, ground, index + 1));
  });
  return spread(quotes, limit);
};

/** The sentences of web pages that people gave as evidence, forty to a page. */
export const wice: QuoteReader = async (folder, limit) => {
  interface Row {
    evidence: string[];
    supporting_sentences: number[][];
    meta: { id: string };
  }
  const quotes = jsonLines<Row>(folder, 'wice/dev.jsonl').flatMap(({ evidence, supporting_sentences: sets, meta: { id } }) => {
    const pages = Array.from({ length: Math.ceil(evidence.length / 40) }, (_, page) =>
      evidence.slice(page * 40, page * 40 + 40).join('\n'),
    );
    const ground: Ground = { set: 'WiCE', id, document: exampleDocument(id, pages), passages: [] };
    const chosen = [...new Set(sets.flat())];
    return chosen.flatMap((index) => quotesIn(evidence[index] ?? '', ground, Math.floor(index / 40) + 1));
  });
  return spread(quotes, limit);
};

/** Passages of search results, as context without documents. */
export const ragtruth: QuoteReader = async (folder, limit) => {
  interface Row {
    source_id: string;
    source_info: { passages: string };
  }
  const quotes = jsonLines<Row>(folder, 'ragtruth/qa_train/source_info.jsonl').flatMap(({ source_id: id, source_info: { passages } }) => {
    const parts = passages
      .split(/\n*passage \d+:/iu)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const ground: Ground = { set: 'RAGTruth', id, document: null, passages: parts };
    return parts.flatMap((part) => quotesIn(part, ground, null));
  });
  return spread(quotes, limit);
};
