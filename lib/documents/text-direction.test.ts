import { describe, expect, test } from 'vitest';
import { readingOrder, unshaped } from './text-direction';

/** Letters as they stand from left to right on the page. */
const read = (visual: string) =>
  readingOrder([...visual].map((text) => ({ text })))
    .map(({ text }) => text)
    .join('');
const reversed = (text: string) => [...text].reverse().join('');

describe('readingOrder', () => {
  test('left-to-right text stays as it stands', () => {
    expect(read('Total due 41,200.00 (net)')).toBe('Total due 41,200.00 (net)');
  });
  test('Hebrew and Arabic are turned round', () => {
    expect(read(reversed('שלום עולם'))).toBe('שלום עולם');
    expect(read(reversed('مرحبا بالعالم'))).toBe('مرحبا بالعالم');
  });
  test('numbers and western words inside keep their own order', () => {
    expect(read(`41,200.50 ${reversed('סכום')}`)).toBe('סכום 41,200.50');
    expect(read(`${reversed('היום')} Acme Ltd ${reversed('חברת')}`)).toBe('חברת Acme Ltd היום');
    expect(read(`2024/03/01 ${reversed('תאריך')}`)).toBe('תאריך 2024/03/01');
  });
  test('a few right-to-left words in a western line are turned where they stand', () => {
    expect(read(`The word ${reversed('שלום')} means peace`)).toBe('The word שלום means peace');
  });
});

test('shaped Arabic letters become typed ones, Latin ligatures stay as drawn', () => {
  expect(unshaped('\uFEE3\uFEAE\uFEA3\uFE92\uFE8E')).toBe('مرحبا');
  expect(unshaped('of\uFB01ce')).toBe('of\uFB01ce');
});
