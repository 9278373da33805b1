import { describe, expect, it } from 'vitest';
import { readNumberAt } from './match-number-form';

describe('readNumberAt', () => {
  it.each([
    ['41,200.00', '41200.00'],
    ['41.200,00', '41200.00'],
    ["41'200.5", '41200.5'],
    ['41\u202f200,5', '41200.5'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['12,34,567.89', '1234567.89'],
    ['12,50', '12.50'],
    ['12.50', '12.50'],
    ['007', '007'],
    ['2024', '2024'],
    ['٤١٬٢٠٠', '41200'],
    ['４１，２００', '41200'],
    ['०१२', '012'],
    ['3.2.1', '3.2'],
    ['0,5', '0.5'],
    ['5, 6', '5'],
    ['5.', '5'],
    ['1 234', '1'],
    ['4,759 .20', '4759.20'],
    ['132 .20-', '132.20'],
    ['132 .2', '132'],
    ['132 .205', '132'],
  ])('reads %s as %s', (written, digits) => {
    expect(readNumberAt(written, 0, false).digits).toBe(digits);
  });

  it.each([
    ['1.875', false, '1.875'],
    ['1.875', true, '1875'],
    ['1,875', false, '1875'],
    ['1,875', true, '1.875'],
  ] as const)('leaves %s to the habit of the document (decimal comma: %s): %s', (written, hasDecimalComma, digits) => {
    const form = readNumberAt(written, 0, hasDecimalComma);
    expect(form.digits).toBe(digits);
    expect(form.isAmbiguous).toBe(true);
  });

  it('says where each digit stands', () => {
    const form = readNumberAt('x 1,200.5', 2, false);
    expect(form.units.map(({ unit, start }) => [String.fromCharCode(unit), start])).toEqual([
      ['1', 2],
      ['2', 4],
      ['0', 5],
      ['0', 6],
      ['.', 7],
      ['5', 8],
    ]);
    expect(form.end).toBe(9);
  });
});
