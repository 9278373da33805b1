// Texts made to take long, told by counting and not by a clock: what regular expressions are given to read, how often callbacks of
// lists are called, and what is taken from texts and maps. Twice the text may take twice the steps and little more.
import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { evaluateRun } from './evaluate-run';
import { exampleEvaluation } from './evidence-example';

interface Hostile {
  output: string;
  source: string;
}

const fill = (piece: string, size: number) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join(' ');
const rents = (street: string, step: number) => (index: number) => `The rent of flat ${index} in ${street} is ${index * step},250 EUR.`;

const both =
  (piece: string, other = piece) =>
  (size: number) => ({ output: fill(piece, size), source: fill(other, size) });

/** Made at once, twice and four times the size. */
const HOSTILE: [name: string, size: number, make: (size: number) => Hostile][] = [
  ['a text without a space', 50_000, both('a', 'ab')],
  ['letters, figures and marks without a space', 12_000, both('Ab1.c,d-')],
  ['many numbers', 10_000, both('12 7,5 1.200 33 ', '12 7,5 1.200 34 ')],
  ['many other numbers', 8_000, (size) => ({ output: lines(size / 8, (n) => `${n}7`), source: lines(size / 8, (n) => `${n}9`) })],
  ['many dates', 10_000, both('12.03.2019 4 May 2020 7 ', '12.03.2018 4 May 2021 8 ')],
  ['scripts mixed with joiners and turns of direction', 10_000, both('a\u200dб\u202eא\u202cα\u2066中\u2069 ')],
  ['combining marks', 20_000, both(`e${'\u0301'.repeat(30)}`, 'e\u0301\u0323')],
  ['brackets in brackets', 10_000, (size) => ({ output: `${'('.repeat(size)}x${')'.repeat(size)}`, source: fill('[{(', size) })],
  ['open brackets and marks behind a capital', 10_000, both(`A${'-'.repeat(999)}x(`)],
  ['blanks', 20_000, both(' ', `x${' '.repeat(99)}`)],
  ['blanks in a row of a table', 10_000, (size) => ({ output: `| a${' '.repeat(size)}b |\n|---|\n| c |`, source: 'a b c' })],
  [
    'one sentence of very many words',
    12_000,
    both(
      'the cat of rent and number sat on Marble Street with Anna while ',
      'the dog of rent and letter sat in Marble Road with Berta while ',
    ),
  ],
  ['many claims', 12, (count) => ({ output: lines(count, rents('Marble Street', 7)), source: lines(600, rents('Marble Road', 3)) })],
  ['a long document', 400, (count) => ({ output: lines(12, rents('Marble Street', 7)), source: lines(count, rents('Marble Road', 3)) })],
];

type Method = (this: never, ...given: never[]) => unknown;

/** Does the work with the built-in methods counted, none of which does anything else than before. */
function stepsOf(work: () => void): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  const counted = (on: object, name: string, wrap: (original: Method) => Method) => {
    const original = Reflect.get(on, name) as Method;
    Reflect.set(on, name, wrap(original));
    restore.push(() => Reflect.set(on, name, original));
  };
  // Characters a regular expression went over: to the end of its match, or of the text when there is none.
  counted(
    RegExp.prototype,
    'exec',
    (original) =>
      function (this: RegExp, text: string) {
        const from = this.global || this.sticky ? this.lastIndex : 0;
        const match = Reflect.apply(original, this, [text]) as RegExpExecArray | null;
        const isHeld = this.sticky || (this.source.startsWith('^') && !this.multiline);
        const missed = isHeld ? 1 : Math.max(1, text.length - from);
        steps += match ? match.index + match[0].length - from + 1 : missed;
        return match;
      } as Method,
  );
  for (const name of ['some', 'every', 'find', 'findLast', 'findIndex', 'filter', 'map', 'flatMap', 'forEach', 'reduce', 'sort'])
    counted(
      Array.prototype,
      name,
      (original) =>
        function (this: unknown[], callback?: Method, ...rest: unknown[]) {
          if (typeof callback !== 'function') return Reflect.apply(original, this, [callback, ...rest]);
          const asked = function (this: unknown, ...given: unknown[]) {
            steps++;
            return Reflect.apply(callback, this, given);
          };
          return Reflect.apply(original, this, [asked, ...rest]);
        } as Method,
    );
  for (const [on, name] of [
    [Map.prototype, 'get'],
    [Map.prototype, 'set'],
    [Map.prototype, 'has'],
    [Set.prototype, 'has'],
    [String.prototype, 'charCodeAt'],
    [String.prototype, 'codePointAt'],
  ] as const)
    counted(
      on,
      name,
      (original) =>
        function (this: unknown, ...given: unknown[]) {
          steps++;
          return Reflect.apply(original, this, given);
        } as Method,
    );
  for (const name of ['indexOf', 'includes', 'lastIndexOf'])
    counted(
      String.prototype,
      name,
      (original) =>
        function (this: string, wanted: string, from?: number) {
          const at = Reflect.apply(original, this, [wanted, ...(from === undefined ? [] : [from])]);
          const isFound = at === true || (typeof at === 'number' && at >= 0);
          steps += isFound ? 1 : Math.max(1, name === 'indexOf' ? this.length - (from ?? 0) : this.length);
          return at;
        } as Method,
    );
  try {
    work();
  } finally {
    for (const put of restore.reverse()) put();
  }
  return steps;
}

function stepsFor({ output, source }: Hostile): number {
  const input = exampleEvaluation({ facts: { output, input: 'What is the rent?' }, documents: [exampleDocument('d', [source])] });
  return stepsOf(() => evaluateRun(input));
}

describe('texts made to take long', () => {
  // What is made once for all runs is made here.
  stepsFor({ output: 'The rent is 1,250 EUR, due on 3 May 2020.', source: 'The rent is 1,300 EUR, due on 4 May 2020.' });

  it.each(HOSTILE)('%s: twice the text, twice the steps', { timeout: 120_000 }, (_name, size, make) => {
    const [once, twice, fourTimes] = [stepsFor(make(size)), stepsFor(make(2 * size)), stepsFor(make(4 * size))];
    expect(once).toBeGreaterThan(size);
    expect(twice / once).toBeLessThan(2.3);
    expect(fourTimes / twice).toBeLessThan(2.3);
  });
});
