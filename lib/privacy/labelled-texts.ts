// Test support: texts with known values and texts that only look like it, made from a fixed seed so that figures can be repeated.
import { KINDS } from './labelled-kinds';
import { between, digits, hex, letters, pick, type Random } from './labelled-random';

export interface LabelledText {
  type: string;
  text: string;
  /** Null for a text in which nothing of the type stands. */
  value: string | null;
  key?: string;
}

/** Texts that hold nothing of the kind, of the shapes in which traces and business papers are full. */
export function hardNegatives(random: Random): LabelledText[] {
  const shapes: (() => { text: string; key?: string })[] = [
    () => ({ text: `trace ${hex(random, 32)} span ${hex(random, 16)}` }),
    () => ({ text: `{"trace_id":"${digits(random, 32)}","span_id":"${digits(random, 16)}"}` }),
    () => ({ text: digits(random, 16), key: pick(random, ['trace_id', 'span_id', 'orderId', 'request.id', 'session_id']) }),
    () => ({ text: `Order ${digits(random, 12)} was shipped` }),
    () => ({ text: `order no. ${digits(random, 16)} confirmed` }),
    () => ({ text: `Invoice #${digits(random, 9)} of 2026-11-${between(random, 1, 28)}` }),
    () => ({ text: `invoice number: ${digits(random, 11)}` }),
    () => ({ text: `tracking 1Z${digits(random, 16)}` }),
    () => ({ text: `version ${between(random, 1, 99)}.${between(random, 0, 99)}.${between(random, 0, 999)}-build.${digits(random, 8)}` }),
    () => ({ text: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}` }),
    () => ({
      text: `2026-${between(random, 1, 12)}-${between(random, 1, 28)}T${between(random, 0, 23)}:${between(random, 10, 59)}:${between(random, 10, 59)}.${digits(random, 6)}Z`,
    }),
    () => ({ text: `started at 17952333${digits(random, 11)} ns` }),
    () => ({ text: `ts=17952333${digits(random, 5)} ms` }),
    () => ({ text: `The total is ${between(random, 1, 999)},${digits(random, 3)},${digits(random, 3)}.${digits(random, 2)} EUR` }),
    () => ({ text: `ISBN 978-${digits(random, 1)}-${digits(random, 4)}-${digits(random, 4)}-${digits(random, 1)}` }),
    () => ({ text: `EAN ${digits(random, 13)}` }),
    () => ({ text: `sha256:${hex(random, 64)}` }),
    () => ({ text: `commit ${hex(random, 40)}` }),
    () => ({ text: `SKU ${letters(random, 2)}${digits(random, 6)}${letters(random, 1)}` }),
    () => ({ text: `ticket ${letters(random, 3)}-${digits(random, 8)}` }),
    () => ({ text: `doi:10.${digits(random, 4)}/${letters(random, 4)}.${digits(random, 9)}` }),
    () => ({ text: `chatcmpl-${letters(random, 6)}${digits(random, 9)}` }),
    () => ({ text: `pages ${digits(random, 3)}-${digits(random, 3)}, rows ${digits(random, 5)}` }),
    () => ({ text: `12.5 % of 1${digits(random, 7)} units` }),
    () => ({ text: `coordinates ${digits(random, 2)}.${digits(random, 6)}, ${digits(random, 2)}.${digits(random, 6)}` }),
    () => ({ text: `seed ${digits(random, 10)} at temperature 0.${digits(random, 2)}` }),
    () => ({ text: `article ${digits(random, 8)} in lot ${digits(random, 9)}` }),
    () => ({ text: `batch ${digits(random, 14)}` }),
    () => ({ text: `IMEI ${digits(random, 15)}` }),
    () => ({ text: `Flight ${letters(random, 2)} ${digits(random, 4)} on ${between(random, 1, 28)}.11.2026` }),
  ];
  return Array.from({ length: 3000 }, (_, index) => ({
    type: '',
    value: null,
    ...(shapes[index % shapes.length] as () => { text: string })(),
  }));
}

/** 200 texts of each kind. */
export function positives(random: Random): LabelledText[] {
  return Object.entries(KINDS).flatMap(([type, { make, sentences }]) =>
    Array.from({ length: 200 }, (_, index) => {
      const value = make(random);
      return { type, value, text: (sentences[index % sentences.length] as string).replace('{}', value) };
    }),
  );
}

/** Values of each kind with one digit changed: what they look like without being it. US numbers have no check to break. */
export function nearMisses(random: Random): LabelledText[] {
  return Object.entries(KINDS)
    .filter(([type]) => type !== 'us_ssn' && type !== 'uk_nino')
    .flatMap(([type, { make, sentences }]) =>
      Array.from({ length: 40 }, (_, index) => {
        const value = make(random);
        const at = value.search(/\d(?=\D*$)/);
        const broken = value.slice(0, at) + String((Number(value[at]) + 1 + Math.floor(random() * 8)) % 10) + value.slice(at + 1);
        return { type: `not ${type}`, value: null, text: (sentences[index % sentences.length] as string).replace('{}', broken) };
      }),
    );
}
