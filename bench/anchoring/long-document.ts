// What a document of many pages costs: text layer, index and claims, beside one pass of the tokeniser over the same text.
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { DEFAULT_DOCUMENT_LIMITS } from '@/lib/documents/document-limits';
import { extractTextLayer } from '@/lib/documents/extract-text-layer';
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import { foldText } from '@/lib/domain/match/match-fold';
import { tokenise } from '@/lib/domain/match/match-tokens';
import { coreClock, coreSecondsOf } from './core-seconds';
import { documentOf } from './document-of';
import { randomFrom } from '@/bench/evidence/random';

export interface LongDocumentFigures {
  pages: number;
  chars: number;
  claims: number;
  /** Claims anchored, of those that stand in the document. */
  anchored: string;
  /** Seconds of one core. */
  layerSeconds: number;
  anchorSeconds: number;
  tokenSeconds: number;
}

const LINES = 44;
const WORDS_A_LINE = 12;

export async function longDocumentFigures(pages: number): Promise<LongDocumentFigures> {
  const texts = pageTexts(pages);
  const bytes = await pdfOf(texts);
  const { done, seconds: layerSeconds } = await coreSecondsOf(() =>
    extractTextLayer(bytes, 'application/pdf', [], DEFAULT_DOCUMENT_LIMITS),
  );
  const { layer } = done;
  const text = layer.pages.map((page) => page.text).join('\n');
  const [tokens, anchors] = [coreClock(), coreClock()];
  tokens.of(() => tokenise(text, foldText(text)));
  const { claims } = cutClaims(answerOver(texts));
  const readings = anchors.of(() => anchorClaims({ claims, sources: [documentOf('long', layer)], evidence: [] }));
  const standing = readings.slice(0, 15);
  const right = standing.filter(({ claim }) => claim.anchors.length > 0).length;
  return {
    pages: layer.pages.length,
    chars: text.length,
    claims: claims.length,
    anchored: `${right} of ${standing.length}`,
    layerSeconds,
    anchorSeconds: anchors.seconds(),
    tokenSeconds: tokens.seconds(),
  };
}

/** Prose of a fixed seed: ordinary words are met on every page, and each page has a sentence of its own. */
function pageTexts(pages: number): string[][] {
  const random = randomFrom(11);
  const syllables = 'ka lo mi ne ru ta vo pe si da gu ra fi no be le'.split(' ');
  const pick = (count: number) => Math.min(count - 1, Math.floor(random() ** 2 * count));
  const words = Array.from({ length: 3000 }, () => Array.from({ length: 2 + pick(3) }, () => syllables[pick(16)]).join(''));
  return Array.from({ length: pages }, (_, page) => [
    `The holder of parcel ${page + 1} pays ${(page + 1) * 17} EUR each year to the ${words[page % words.length]} fund.`,
    ...Array.from({ length: LINES - 1 }, () => `${Array.from({ length: WORDS_A_LINE }, () => words[pick(words.length)]).join(' ')}.`),
  ]);
}

/** Fifteen sentences that stand in the document, word for word or with a slip, and five that do not. */
function answerOver(texts: readonly string[][]): string {
  const from = (share: number, line: number) => texts[Math.floor(share * (texts.length - 1))]?.[line] ?? '';
  const quoted = Array.from({ length: 10 }, (_, index) => from(index / 10, index % 2 === 0 ? 0 : 5));
  const slips = Array.from({ length: 5 }, (_, index) => from(index / 5 + 0.1, 9).replace(/\w(?=\w\b)/u, ''));
  const absent = Array.from({ length: 5 }, (_, index) => `Nobody has ever seen whale number ${index} in the harbour of this town.`);
  return [...quoted, ...slips, ...absent].map((sentence) => `- ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`).join('\n');
}

async function pdfOf(texts: readonly string[][]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of texts) {
    const page = document.addPage([595, 842]);
    for (const [index, line] of lines.entries()) page.drawText(line, { x: 40, y: 800 - index * 17, size: 8, font });
  }
  return document.save();
}
