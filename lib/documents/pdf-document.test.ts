import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PageText } from '@/lib/domain/text-layer';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits';
import { readPdf } from './pdf-document';
import { getDocument } from './pdfjs';
import { assemble, tinyPdf } from './tiny-pdf';
import { UnreadableDocument } from './unreadable-document';

const read = async (bytes: Uint8Array) => readPdf(bytes, DEFAULT_DOCUMENT_LIMITS);
const pageOf = async (
  content: string,
  more: { mediaBox?: [number, number, number, number]; rotate?: number; font2?: string } = {},
): Promise<PageText> => {
  const { font2, ...page } = more;
  const { pages } = await read(tinyPdf([{ content, ...page }], font2 ? { font2 } : {}));
  if (!pages[0]) throw new Error('no page');
  return pages[0];
};
const boxOf = (page: PageText, text: string) =>
  page.words?.find((word) => page.text.slice(word.start, word.end) === text)?.box ?? [Number.NaN];
const rounded = (values: number[]) => values.map((value) => Math.round(value));

describe('where words stand', () => {
  // Widths of Helvetica (Adobe font metrics), in thousandths: T 556 o 556 t 278 a 222+… so that the expected figures are independent.
  const width = (text: string, size: number) =>
    ([...text].reduce(
      (sum, letter) =>
        sum +
        ({ T: 611, o: 556, t: 278, a: 556, l: 222, d: 556, u: 556, e: 556, ' ': 278, '4': 556, '1': 556, ',': 278, '2': 556, '0': 556 }[
          letter
        ] ?? Number.NaN),
      0,
    ) *
      size) /
    1000;

  test('each word of one run has its own box, measured by the glyphs', async () => {
    const page = await pageOf('BT /F1 20 Tf 10 60 Td (Total due 41,200) Tj ET');
    expect(page.text).toBe('Total due 41,200');
    const due = 10 + width('Total ', 20);
    expect(boxOf(page, 'due')[0]).toBeCloseTo(due, 1);
    expect(boxOf(page, 'due')[2]).toBeCloseTo(due + width('due', 20), 1);
    expect(boxOf(page, '41,200')[0]).toBeCloseTo(10 + width('Total due ', 20), 1);
    // Baseline 60 from the bottom of a page 100 high: 40 from the top; capitals reach above it, the box hangs a little below.
    const [, top, , bottom] = boxOf(page, 'due');
    expect(top).toBeGreaterThan(20);
    expect(top).toBeLessThan(28);
    expect(bottom).toBeGreaterThan(40);
    expect(bottom).toBeLessThan(46);
  });

  test('kerning numbers, character and word spacing and horizontal scale move the words after them', async () => {
    const plain = await pageOf('BT /F1 20 Tf 10 60 Td (Total due) Tj ET');
    const start = boxOf(plain, 'due')[0] ?? Number.NaN;
    expect(boxOf(await pageOf('BT /F1 20 Tf 10 60 Td [(Total ) -500 (due)] TJ ET'), 'due')[0]).toBeCloseTo(start + 10, 1);
    expect(boxOf(await pageOf('BT /F1 20 Tf 7 Tw 10 60 Td (Total due) Tj ET'), 'due')[0]).toBeCloseTo(start + 7, 1);
    expect(boxOf(await pageOf('BT /F1 20 Tf 1 Tc 10 60 Td (Total due) Tj ET'), 'due')[0]).toBeCloseTo(start + 6, 1);
    expect(boxOf(await pageOf('BT /F1 20 Tf 50 Tz 10 60 Td (Total due) Tj ET'), 'due')[0]).toBeCloseTo(10 + (start - 10) / 2, 1);
  });

  test('a turned page gives boxes as the page is shown', async () => {
    // Rotate 90: what is 30 from the left and 60 from the bottom stands 60 from the left and 30 from the top.
    const page = await pageOf('BT /F1 10 Tf 30 60 Td (up) Tj ET', { rotate: 90 });
    expect([page.width, page.height, page.rotation]).toEqual([100, 200, 90]);
    const [x0, y0, x1, y1] = boxOf(page, 'up');
    expect(rounded([y0 ?? 0, x0 ?? 0])).toEqual([30, 58]);
    expect((y1 ?? 0) - (y0 ?? 0)).toBeGreaterThan((x1 ?? 0) - (x0 ?? 0) - 1);
  });

  test('a media box that starts elsewhere and a form inside the page are taken into account', async () => {
    const page = await pageOf('BT /F1 10 Tf 130 260 Td (here) Tj ET', { mediaBox: [100, 200, 300, 300] });
    expect(rounded(boxOf(page, 'here')).slice(0, 1)).toEqual([30]);
    const moved = await pageOf('q 1 0 0 1 50 0 cm BT /F1 10 Tf 30 60 Td (here) Tj ET Q BT /F1 10 Tf 30 20 Td (there) Tj ET');
    expect(rounded(boxOf(moved, 'here')).slice(0, 1)).toEqual([80]);
    expect(rounded(boxOf(moved, 'there')).slice(0, 1)).toEqual([30]);
  });
});

describe('the text of a page', () => {
  test('lines, cells and words are told apart by their gaps', async () => {
    const page = await pageOf('BT /F1 10 Tf 10 80 Td (Total) Tj 100 0 Td (12) Tj 40 0 Td (345) Tj -140 -15 Td (next line) Tj ET');
    expect(page.text).toBe('Total\t12\t345\nnext line');
  });

  test('letterspaced words stay whole', async () => {
    expect((await pageOf('BT /F1 10 Tf 3 Tc 10 80 Td (INVOICE NUMBER) Tj ET')).text).toBe('INVOICE NUMBER');
  });

  test('text drawn twice for a shadow is read once', async () => {
    expect((await pageOf('BT /F1 10 Tf 10 80 Td (Bold) Tj 0.3 0 Td (Bold) Tj ET')).text).toBe('Bold');
    expect((await pageOf('BT /F1 10 Tf 10 80 Td (ball) Tj ET')).text).toBe('ball');
  });

  test('columns are read one after the other, a page drawn in no order row by row', async () => {
    const at = (x: number, y: number, text: string) => `BT /F1 8 Tf ${x} ${y} Td (${text}) Tj ET\n`;
    const columns = [10, 110].map((x, column) => [90, 75, 60].map((y, row) => at(x, y, `c${column}r${row}`)).join('')).join('');
    expect((await pageOf(columns)).text.split('\n')).toEqual(['c0r0', 'c0r1', 'c0r2', 'c1r0', 'c1r1', 'c1r2']);
    const shuffled = [9, 7, 8, 5, 6, 3, 4, 1, 2, 0]
      .flatMap((row) => [at(100, 95 - row * 9, `value${row}`), at(10, 95 - row * 9, `row${row}`)])
      .join('');
    expect((await pageOf(shuffled)).text).toBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `row${row}\tvalue${row}`).join('\n'));
  });

  test('a font that gives a letter the code of the space still yields the letter', async () => {
    const font2 = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [32 /S] >> >>';
    expect((await pageOf('BT /F2 10 Tf 10 80 Td ( ervice) Tj ET', { font2 })).text).toBe('Service');
  });
});

describe('hostile and broken files are refused in words or read without harm', () => {
  test('a FontMatrix that carries code (CVE-2024-4367) is not run', async () => {
    const font2 =
      '<< /Type /Font /Subtype /Type1 /BaseFont /Evil /FontMatrix [1 2 3 4 5 (1\\); globalThis.hacked = true; //)] /FirstChar 65 /LastChar 65 /Widths [600] /FontDescriptor << /Type /FontDescriptor /FontName /Evil /Flags 4 >> >>';
    await pageOf('BT /F2 10 Tf 10 80 Td (A) Tj ET', { font2 });
    expect('hacked' in globalThis).toBe(false);
  });

  test('document scripts are not run', async () => {
    const bytes = tinyPdf([{ content: 'BT /F1 10 Tf 10 80 Td (Hello) Tj ET' }], {
      catalog:
        '/OpenAction << /S /JavaScript /JS (globalThis.hacked = true; app.alert\\(1\\)) >> /AA << /WC << /S /JavaScript /JS (globalThis.hacked = true) >> >>',
    });
    expect((await read(bytes)).pages[0]?.text).toBe('Hello');
    expect('hacked' in globalThis).toBe(false);
  });

  test('a hundred thousand pages made of one are refused before any is read; a count that lies is corrected', async () => {
    const kids = (count: number, object: number) => Array(count).fill(`${object} 0 R`).join(' ');
    const many = assemble([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Count 100000 /Kids [${kids(100, 3)}] >>`,
      `<< /Type /Pages /Count 1000 /Parent 2 0 R /Kids [${kids(1000, 4)}] >>`,
      '<< /Type /Page /Parent 3 0 R /MediaBox [0 0 10 10] >>',
    ]);
    await expect(read(many)).rejects.toThrow('It says it has 100000 pages, the limit is 5000. Split it and send the parts.');
    expect((await read(tinyPdf([{ content: '' }], { count: 100_000 }))).pages).toHaveLength(1);
  });

  test('cross-reference tables and page trees that point at themselves end', async () => {
    const cyclic =
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R /Prev 113 >>\nstartxref\n113\n%%EOF';
    await expect(read(new TextEncoder().encode(cyclic))).rejects.toBeInstanceOf(UnreadableDocument);
  });

  test('a cut file is opened as far as it goes or refused, and the reason says what to do', async () => {
    const whole = tinyPdf([{ content: 'BT /F1 10 Tf 10 80 Td (Hello) Tj ET' }]);
    await expect(read(whole.slice(0, 60))).rejects.toThrow(/Save it again/);
  });
});

const shared = sharedFolder();
describe.skipIf(!shared)('files that other people made (shared data)', () => {
  const folder = join(shared ?? '', 'data');
  const pdfsIn = (name: string) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.pdf'))
      .map((file) => join(folder, name, file));
  const letters = (text: string) => [...text.normalize('NFKC').replace(/[\s\p{Cc}]/gu, '')].sort().join('');

  test('all forty files that once broke a viewer open, or are refused in words', { timeout: 120_000 }, async () => {
    const files = pdfsIn('pdfjs-robustness');
    expect(files).toHaveLength(40);
    const refused: string[] = [];
    for (const file of files) {
      const result = await read(readFileSync(file)).catch((error: unknown) => error);
      if (result instanceof UnreadableDocument) refused.push(result.message);
      else expect(result, file).toMatchObject({ pages: expect.any(Array) });
    }
    expect(refused.length).toBeLessThanOrEqual(2);
    for (const words of refused) expect(words).toMatch(/^[A-Z].*(Remove the password|Save it again)/);
  });

  test('no letter that pdf.js itself finds in an invoice is missing from its text', { timeout: 60_000 }, async () => {
    for (const file of pdfsIn('invoice2data')) {
      const bytes = readFileSync(file);
      const { pages } = await read(bytes);
      const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
      for (const page of pages) {
        const content = await (await document.getPage(page.page)).getTextContent();
        const expected = content.items.map((item) => ('str' in item ? item.str : '')).join('');
        expect(letters(page.text), `${file} page ${page.page}`).toBe(letters(expected));
      }
      await document.loadingTask.destroy();
    }
  });

  test('quotes that people took from filings stand on their page, word after word, each word with a box on the page', {
    timeout: 300_000,
  }, async () => {
    const quotes = readFileSync(join(folder, 'financebench/data/financebench_open_source.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .flatMap((line) => (JSON.parse(line) as { evidence: Evidence[] }).evidence);
    // The four shortest filings: all eleven are read by bench/load-shared.ts.
    const names = ['AMCOR_2022_8K_dated-2022-07-01', 'AMCOR_2023Q2_10Q', 'AMCOR_2023Q4_EARNINGS', 'ULTABEAUTY_2023Q4_EARNINGS'];
    for (const name of names) {
      const { pages, problem } = await read(readFileSync(join(folder, 'financebench/pdfs', `${name}.pdf`)));
      expect(problem, name).toBeNull();
      for (const { evidence_text: quote, evidence_page_num: index } of quotes.filter((evidence) => evidence.doc_name === name)) {
        expect(shareInOrder(wordsOf(quote), wordsOf(pages[index]?.text ?? '')), `${name} page ${index + 1}`).toBeGreaterThan(0.9);
      }
      for (const page of pages) {
        const outside = page.words?.filter(({ box }) => box[0] < -1 || box[1] < -1 || box[2] > page.width + 1 || box[3] > page.height + 1);
        expect(outside, `${name} page ${page.page}`).toEqual([]);
      }
    }
  });
});

interface Evidence {
  doc_name: string;
  evidence_text: string;
  /** Counted from 0. */
  evidence_page_num: number;
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The share of the quote's runs of six words that the page has in the same order. */
function shareInOrder(quote: string[], page: string[]): number {
  const joined = ` ${page.join(' ')} `;
  const runs = quote.slice(0, -5).map((_, start) => quote.slice(start, start + 6).join(' '));
  return runs.filter((run) => joined.includes(` ${run} `)).length / runs.length;
}
