// Test support: how values of each checksummed type are made, with checks of their own, and the sentences in which people write them.
import { isLuhn, modulo } from './checksum';
import { between, digits, letters, pick, type Random } from './labelled-random';

/** Completes by trying: the last `count` digits are chosen until the proof holds. */
function proven(random: Random, make: () => string, holds: (text: string) => boolean): string {
  for (let attempt = 0; attempt < 200_000; attempt++) {
    const text = make();
    if (holds(text)) return text;
  }
  throw new Error(`no text holds, the generator is wrong (${random()})`);
}

interface Kind {
  make(random: Random): string;
  sentences: readonly string[];
}

const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0);
const grouped = (text: string, sizes: readonly number[], separator: string): string => {
  let at = 0;
  return sizes
    .map((size) => {
      at += size;
      return text.slice(at - size, at);
    })
    .join(separator);
};
const cpfDigit = (text: string): number =>
  ((weighted(
    text,
    Array.from(text, (_digit, index) => text.length + 1 - index),
  ) *
    10) %
    11) %
  10;
const DNI = 'TRWAGMYFPDXBNJZSQVHLCKE';
const ibanCheck = (country: string, body: string): string => {
  const plain = `${body}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return String(98 - modulo(plain, 97)).padStart(2, '0');
};

const NEUTRAL = ['Please use {} for this.', 'It is {}, thanks.', '{}', 'We noted {} in your file.', 'He wrote: "{}".', '- {}\n- done'];

/** How values of each checksummed type are made, and the sentences in which people write them. */
export const KINDS: Readonly<Record<string, Kind>> = {
  card: {
    make(random) {
      const [head, length] = pick(random, [
        ['4', 16],
        ['51', 16],
        ['55', 16],
        ['2223', 16],
        ['34', 15],
        ['37', 15],
        ['6011', 16],
        ['65', 16],
        ['3530', 16],
        ['36', 14],
        ['62', 16],
      ] as const);
      const plain = proven(random, () => head + digits(random, length - head.length), isLuhn);
      if (random() < 0.5) return plain;
      const sizes = length === 16 ? [4, 4, 4, 4] : length === 15 ? [4, 6, 5] : [4, 6, 4];
      return grouped(plain, sizes, pick(random, [' ', '-']));
    },
    sentences: [...NEUTRAL, 'Charge my Visa {} please', 'card number: {}', 'Kreditkarte {} exp 04/29'],
  },
  iban: {
    make(random) {
      const [country, body] = pick(random, [
        ['DE', digits(random, 18)],
        ['GB', `${letters(random, 4)}${digits(random, 14)}`],
        ['FR', digits(random, 23)],
        ['NL', `${letters(random, 4)}${digits(random, 10)}`],
        ['ES', digits(random, 20)],
        ['CH', digits(random, 17)],
        ['NO', digits(random, 11)],
      ] as const);
      const plain = country + ibanCheck(country, body) + body;
      return random() < 0.5 ? plain : plain.replace(/(.{4})(?=.)/g, '$1 ');
    },
    sentences: [...NEUTRAL, 'IBAN {} and the rest follows', 'Send it to {} at my bank', 'order paid from {}'],
  },
  us_ssn: {
    make: (random) => `${between(random, 100, 665)}-${between(random, 10, 99)}-${between(random, 1000, 9999)}`,
    sentences: [...NEUTRAL, 'SSN {}', 'my social security number is {}'],
  },
  uk_nino: {
    make(random) {
      const plain = `${pick(random, ['AB', 'CE', 'JG', 'LM', 'PR', 'SK', 'WX'])}${digits(random, 6)}${pick(random, ['A', 'B', 'C', 'D'])}`;
      return random() < 0.5 ? plain : grouped(plain, [2, 2, 2, 2, 1], ' ');
    },
    sentences: [...NEUTRAL, 'National Insurance number {}', 'NINO: {}'],
  },
  uk_nhs: {
    make: (random) =>
      grouped(
        proven(
          random,
          () => pick(random, ['4', '6', '7']) + digits(random, 9),
          (text) => (11 - (weighted(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(text[9]),
        ),
        [3, 3, 4],
        ' ',
      ),
    sentences: ['NHS number {}', 'nhs no: {}', 'Her NHS number is {}.'],
  },
  de_tax_id: {
    make(random) {
      const plain = proven(
        random,
        () => between(random, 10, 99) + digits(random, 9),
        (text) => {
          const counts = [...'0123456789'].map((digit) => text.slice(0, 10).split(digit).length - 1).filter((count) => count > 1);
          let product = 10;
          for (const digit of text.slice(0, 10)) product = (((Number(digit) + product) % 10 || 10) * 2) % 11;
          return counts.length === 1 && counts[0] === 2 && (11 - product) % 10 === Number(text[10]);
        },
      );
      return random() < 0.5 ? plain : grouped(plain, [2, 3, 3, 3], ' ');
    },
    sentences: [...NEUTRAL, 'Steuer-ID: {}', 'My tax ID is {}'],
  },
  fr_nir: {
    make(random) {
      const number = `${pick(random, ['1', '2'])}${between(random, 10, 99)}${between(random, 1, 12)}${between(random, 10, 95)}${digits(random, 6)}`;
      const plain = number + String(97 - modulo(number, 97)).padStart(2, '0');
      return random() < 0.5 ? plain : grouped(plain, [1, 2, 2, 2, 3, 3, 2], ' ');
    },
    sentences: [...NEUTRAL, 'Numéro de sécurité sociale : {}', 'NIR {}'],
  },
  es_dni: {
    make(random) {
      const number = digits(random, 8);
      return number + (random() < 0.3 ? '-' : '') + DNI[Number(number) % 23];
    },
    sentences: [...NEUTRAL, 'DNI {}', 'con documento nacional de identidad {}'],
  },
  es_nie: {
    make(random) {
      const number = digits(random, 7);
      const first = pick(random, ['X', 'Y', 'Z']);
      return `${first}${number}${DNI[Number('XYZ'.indexOf(first) + number) % 23]}`;
    },
    sentences: [...NEUTRAL, 'NIE {}'],
  },
  it_codice_fiscale: {
    make(random) {
      const consonants = () => Array.from({ length: 6 }, () => pick(random, [...'BCDFGLMNPRSTV'])).join('');
      const body = `${consonants()}${digits(random, 2)}${pick(random, [...'ABCDEHLMPRST'])}${between(random, 1, 31)}${pick(random, ['A', 'F', 'H', 'L'])}${digits(random, 3)}`;
      const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
      const place = (character: string) => (character >= 'A' ? character.charCodeAt(0) - 65 : Number(character));
      const sum = [...body].reduce(
        (total, character, index) => total + (index % 2 === 0 ? (odd[place(character)] ?? 0) : place(character)),
        0,
      );
      return body + String.fromCharCode(65 + (sum % 26));
    },
    sentences: [...NEUTRAL, 'Codice fiscale: {}'],
  },
  br_cpf: {
    make(random) {
      const nine = digits(random, 9);
      const ten = nine + cpfDigit(nine);
      return grouped(ten + cpfDigit(ten), [3, 3, 3], '.').concat('-', ten.slice(9) + cpfDigit(ten));
    },
    sentences: [...NEUTRAL, 'CPF {}'],
  },
  nl_bsn: {
    make: (random) =>
      proven(
        random,
        () => between(random, 1, 9) + digits(random, 8),
        (text) => weighted(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
      ),
    sentences: ['BSN {}', 'burgerservicenummer: {}', 'Mijn BSN is {}.'],
  },
  be_national_number: {
    make(random) {
      const number = `${between(random, 40, 99)}${between(random, 1, 12)}${between(random, 1, 28)}${digits(random, 3)}`;
      const key = String(97 - modulo(number, 97)).padStart(2, '0');
      return `${grouped(number, [2, 2, 2], '.')}-${number.slice(6)}.${key}`;
    },
    sentences: [...NEUTRAL, 'Rijksregisternummer {}'],
  },
  pl_pesel: {
    make: (random) =>
      proven(
        random,
        () => `${between(random, 40, 99)}${between(random, 1, 12)}${between(random, 1, 28)}${digits(random, 5)}`,
        (text) => weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
      ),
    sentences: ['PESEL {}', 'pesel: {}'],
  },
  se_personnummer: {
    make: (random) =>
      proven(
        random,
        () => `${between(random, 40, 99)}${between(random, 1, 12)}${between(random, 1, 28)}-${digits(random, 4)}`,
        (text) => isLuhn(text.replace('-', '')),
      ),
    sentences: [...NEUTRAL, 'personnummer {}'],
  },
  ch_ahv: {
    make: (random) =>
      grouped(
        proven(
          random,
          () => `756${digits(random, 10)}`,
          (text) => weighted(text, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
        ),
        [3, 4, 4, 2],
        '.',
      ),
    sentences: [...NEUTRAL, 'AHV-Nummer {}'],
  },
  cn_resident_id: {
    make(random) {
      const body = `${pick(random, ['110105', '310101', '440305', '510104'])}${between(random, 1950, 2005)}${between(random, 1, 12)}${between(random, 1, 28)}${digits(random, 3)}`;
      return body + '10X98765432'[weighted(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11];
    },
    sentences: [...NEUTRAL, '身份证号码:{}'],
  },
  ca_sin: {
    make: (random) =>
      grouped(
        proven(random, () => between(random, 1, 7) + digits(random, 8), isLuhn),
        [3, 3, 3],
        ' ',
      ),
    sentences: ['SIN {}', 'Social Insurance Number: {}'],
  },
};
