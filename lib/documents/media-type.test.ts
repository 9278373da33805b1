import { describe, expect, test } from 'vitest';
import { ExpectedError } from '@/lib/errors';
import { detectMediaType } from './media-type';

const bytes = (text: string) => new TextEncoder().encode(text);
const binary = (...values: number[]) => Uint8Array.from([...values, ...Array<number>(64).fill(0)]);

describe('detectMediaType', () => {
  test.each([
    ['%PDF-1.7\n…', 'application/pdf'],
    ['junk before the header\n%PDF-1.4', 'application/pdf'],
    ['{"total": 1}', 'application/json'],
    ['  [1, 2]\n', 'application/json'],
    ['{not json}', 'text/plain'],
    ['"a quoted sentence"', 'text/plain'],
    ['<!-- made by hand --><!DOCTYPE html><title>x</title>', 'text/html'],
    ['<p>Hello</p>', 'text/html'],
    ['a < b and b > c', 'text/plain'],
    ['item,price\npen,1.20\nink,4.50\n', 'text/csv'],
    ['Dear Ann,\nthank you, and goodbye,\nyours,\n', 'text/plain'],
    ['# Refunds\n\nWithin **30 days**.', 'text/markdown'],
    ['Refunds within 30 days.', 'text/plain'],
  ])('%j is %s', (text, expected) => {
    expect(detectMediaType(bytes(text))).toBe(expected);
  });

  test('pictures are known by their first bytes', () => {
    expect(detectMediaType(binary(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png');
    expect(detectMediaType(binary(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
  });

  test('a name or a stated type never makes a document something that its bytes are not', () => {
    expect(detectMediaType(bytes('%PDF-1.7'), { mediaType: 'text/html', fileName: 'page.html' })).toBe('application/pdf');
    expect(detectMediaType(bytes('Just words.'), { mediaType: 'application/pdf', fileName: 'scan.pdf' })).toBe('text/plain');
    expect(detectMediaType(bytes('Just words.'), { mediaType: 'image/png' })).toBe('text/plain');
    expect(() => detectMediaType(binary(0x50, 0x4b, 3, 4), { mediaType: 'text/plain' })).toThrow(ExpectedError);
  });

  test('between kinds of text the sender decides', () => {
    expect(detectMediaType(bytes('a,b\n1,2'), { mediaType: 'text/csv; charset=utf-8' })).toBe('text/csv');
    expect(detectMediaType(bytes('words'), { fileName: 'NOTES.MD' })).toBe('text/markdown');
    expect(detectMediaType(bytes('item,price\npen,1.20\nink,4.50\n'), { mediaType: 'text/plain' })).toBe('text/plain');
  });

  test.each([
    [binary(0x50, 0x4b, 3, 4), /ZIP or Office file\. Send a PDF/],
    [binary(0x47, 0x49, 0x46, 0x38), /GIF/],
    [binary(0x1f, 0x8b), /compressed/],
    [Uint8Array.from({ length: 400 }, (_, index) => (index * 7) % 32), /neither text nor/],
  ])('what cannot be shown is refused with 415 and what to send instead', (content, words) => {
    expect(() => detectMediaType(content)).toThrow(words);
    expect(() => detectMediaType(content)).toThrow(expect.objectContaining({ status: 415, code: 'unsupported_media_type' }));
  });

  test('an empty document is refused', () => {
    expect(() => detectMediaType(new Uint8Array())).toThrow(expect.objectContaining({ status: 422, code: 'empty_document' }));
  });
});
