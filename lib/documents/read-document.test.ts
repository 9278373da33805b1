import { describe, expect, test } from 'vitest';
import { readDocument } from './read-document';
import { tinyPdf } from './tiny-pdf';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readDocument', () => {
  test('answers with kind and text, several at once', async () => {
    const [text, json, pdf] = await Promise.all([
      readDocument(bytes('Hello')),
      readDocument(bytes('{"a":1}')),
      readDocument(tinyPdf([{ content: 'BT /F1 10 Tf 10 80 Td (Hello) Tj ET' }])),
    ]);
    expect(text).toMatchObject({ mediaType: 'text/plain', layer: { layout: 'text@1' }, problem: null });
    expect(json.mediaType).toBe('application/json');
    expect(pdf.layer?.pages[0]).toMatchObject({ text: 'Hello', words: [{ start: 0, end: 5 }] });
  });

  test('a file that cannot be opened is an answer with its reason, not an error', async () => {
    expect(await readDocument(bytes('%PDF-1.7 and nothing else'))).toEqual({
      mediaType: 'application/pdf',
      layer: null,
      problem: expect.stringMatching(/Save it again/),
    });
  });

  test('a document that takes too long is given up, and the next one is read', async () => {
    const page = { content: 'BT /F1 10 Tf 10 80 Td (Hello) Tj ET '.repeat(2000) };
    const slow = await readDocument(tinyPdf(Array(400).fill(page)), { limits: { timeMs: 300 } });
    expect(slow).toEqual({
      mediaType: 'application/pdf',
      layer: null,
      problem: 'Reading it took longer than 0.3 seconds. Split it, or save it again from the program that made it.',
    });
    expect((await readDocument(bytes('next'))).layer?.pages[0]?.text).toBe('next');
  });

  test('what is too large or no document is refused before it is kept', async () => {
    await expect(readDocument(bytes('12345'), { limits: { bytes: 4 } })).rejects.toMatchObject({ status: 413, code: 'too_large' });
    await expect(readDocument(Uint8Array.from([0x50, 0x4b, 3, 4]))).rejects.toMatchObject({ status: 415 });
  });

  test('a refusal keeps the path of the field that is wrong', async () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 2, 0, 0, 0, 2,
    ]);
    await expect(readDocument(png, { boxes: [{ text: 'a', box: [5, 5, 6, 6] }] })).rejects.toMatchObject({
      status: 422,
      problems: [{ path: '/metadata/boxes/0/box', detail: 'outside of the picture' }],
    });
  });
});
