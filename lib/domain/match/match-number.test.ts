import { describe, expect, it } from 'vitest';
import { numbersIn, plainDigits } from './match-number';

const only = (text: string, hasDecimalComma = false) => numbersIn(text, hasDecimalComma)[0];

describe('numbersIn', () => {
  it.each([
    ['EUR 41,200.00', { digits: '41200', currency: 'EUR' }],
    ['41.200,50 €', { digits: '41200.5', currency: 'EUR' }],
    ['US$ 5', { currency: 'USD' }],
    ['RM 86.00', { currency: 'MYR', digits: '86' }],
    ['$2.5bn', { value: 2.5, scale: 1e9, currency: 'USD', isAttached: false }],
    ['$3m', { scale: 1e6 }],
    ['3 m', { scale: 1 }],
    ['2.4 billion', { scale: 1e9 }],
    ['12.5%', { isPercent: true }],
    ['12 per cent', { isPercent: true }],
    ['(11,969)', { isNegative: true, digits: '11969' }],
    ['note (1)', { isNegative: false }],
    ['-45', { isNegative: true }],
    ['10-20', { isNegative: false }],
    ['FY2023', { isAttached: true, digits: '2023' }],
    ['3rd', { isAttached: false }],
    ['10km', { isAttached: true }],
    ['thirty-five days', { value: 35, isSpelled: true }],
    ['two hundred', { value: 200 }],
  ])('reads %s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });

  it('gives numbers in order with their places', () => {
    const text = 'ninety (90) days, 41,200 in 2024';
    expect(numbersIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['ninety', '90', '41,200', '2024']);
  });

  it.each([
    ['007.50', '7.5'],
    ['0', '0'],
    ['0.00', '0'],
    ['100', '100'],
    ['0.05', '0.05'],
  ])('writes %s plainly as %s', (digits, plain) => {
    expect(plainDigits(digits)).toBe(plain);
  });
});
