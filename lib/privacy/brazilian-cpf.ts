// Brazilian CPF: nine digits and two check digits, mod 11.
import { isOneDigit, weightedSum } from './checksum';
import { nationalId } from './national-id';

function checkDigit(digits: string): number {
  const weights = Array.from(digits, (_digit, index) => digits.length + 1 - index);
  return ((weightedSum(digits, weights) * 10) % 11) % 10;
}

export const brazilianCpf = nationalId({
  id: 'br_cpf',
  title: 'Brazilian CPF',
  example: '529.982.247-25',
  words: /\b(?:cpf|cadastro de pessoas)/,
  pattern: '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|\\d{11}',
  strength(plain, match) {
    if (isOneDigit(plain) || checkDigit(plain.slice(0, 9)) !== Number(plain[9]) || checkDigit(plain.slice(0, 10)) !== Number(plain[10]))
      return null;
    return match.includes('.') ? 0.9 : 0.4;
  },
});
