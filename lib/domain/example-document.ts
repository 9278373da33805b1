// Documents for tests: text with a box for each word, as if set in a fixed pitch of 6 by 12 points.
import { createHash } from 'node:crypto';
import type { SourceDocument } from './evaluation';
import type { PageText, PlacedWord } from './text-layer';

const PITCH = 6;
const LINE = 12;

export function examplePage(text: string, page = 1): PageText {
  const words: PlacedWord[] = [];
  let offset = 0;
  text.split('\n').forEach((line, row) => {
    for (const match of line.matchAll(/\S+/gu)) {
      const x = match.index * PITCH;
      words.push({
        start: offset + match.index,
        end: offset + match.index + match[0].length,
        box: [x, row * LINE, x + match[0].length * PITCH, row * LINE + 10],
      });
    }
    offset += line.length + 1;
  });
  return { page, width: 600, height: 800, rotation: 0, text, words };
}

export function exampleDocument(documentId: string, pages: readonly string[], rest: Partial<SourceDocument> = {}): SourceDocument {
  return {
    documentId,
    version: 1,
    sha256: createHash('sha256').update(pages.join('\f')).digest('hex'),
    mediaType: 'application/pdf',
    title: documentId,
    authority: null,
    effectiveFrom: null,
    state: 'ready',
    problem: null,
    layer: { layout: 'example@1', pages: pages.map((text, index) => examplePage(text, index + 1)) },
    ...rest,
  };
}
