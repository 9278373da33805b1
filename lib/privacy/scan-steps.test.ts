import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { privacyRulesSchema } from '@/lib/domain/privacy-rules';
import { customRecogniser, patternProblem } from './custom-pattern';
import type { Meter, Recogniser } from './recogniser';
import { Redactor, readyRules } from './redactor';
import { RECOGNISERS } from './registry';
import { makeScanner, scanText } from './scan-text';

const custom: Recogniser[] = [customRecogniser({ type: 'evil', pattern: '(a+)+$', action: 'mask', is_case_sensitive: true })];
const scanner = makeScanner([...RECOGNISERS, ...custom], ['US', 'GB', 'DE']);

/** Texts made to send a careless pattern back over what it has read. */
const EVIL: Record<string, (length: number) => string> = {
  'only @': (length) => '@'.repeat(length),
  'local parts without a domain': (length) => `${'a.'.repeat(40)}@`.repeat(length / 81),
  'labels of dashes': (length) => `a@${'b-'.repeat(30)}`.repeat(length / 62),
  'one word': (length) => 'a'.repeat(length),
  digits: (length) => '1'.repeat(length),
  'digits with separators': (length) => '1-'.repeat(length / 2),
  'digits with two separators': (length) => '12. '.repeat(length / 4),
  'beginnings of IBANs': (length) => 'DE12 '.repeat(length / 5),
  'beginnings of keys': (length) => 'sk-'.repeat(length / 3),
  'beginnings of web tokens': (length) => 'eyJaaaaaaaaaaa.'.repeat(length / 15),
  'beginnings of private keys': (length) => '-----BEGIN PRIVATE KEY-----\n'.repeat(length / 28),
  schemes: (length) => '://a:'.repeat(length / 5),
  'queries without an address': (length) => `x://y?${'&token=aaaaaa'.repeat(length / 13)}`,
  'words for passwords': (length) => 'password: '.repeat(length / 10),
  colons: (length) => 'a:'.repeat(length / 2),
  dots: (length) => '1.'.repeat(length / 2),
  brackets: (length) => '⟦email:tok_'.repeat(length / 11),
};

function stepsOf(text: string): number {
  const meter: Meter = { steps: 0 };
  scanText(text, scanner, 'text', meter);
  return meter.steps;
}

describe('a scan', () => {
  it.each(Object.entries(EVIL))('takes twice the steps for twice the text: %s', (_name, make) => {
    const [once, twice] = [make(40_000), make(80_000)];
    const [few, many] = [stepsOf(once), stepsOf(twice)];
    expect(many / few).toBeLessThan(2.2);
    // Anchors stand seven characters apart at least, and each tries every recogniser of its kind over its bounded reach.
    expect(many / twice.length).toBeLessThan(400);
  });

  it('ends on all of them at full length', () => {
    for (const make of Object.values(EVIL)) {
      const text = make(200_000);
      expect(() => scanText(text, scanner, 'text')).not.toThrow();
    }
  });
});

describe('JSON inside a text that nests without end', () => {
  const rules = privacyRulesSchema.parse({
    recognisers: { email: 'mask' },
    fields: [
      { match: 'x', action: 'drop' },
      { match: '/attributes/a/b', action: 'drop' },
    ],
  });
  const text = (json: string) => new Redactor(readyRules(rules), null).text(json, ['attributes']);

  it.each(['["token a@b.co",', '{"token":"a@b.co","k":', '{"a":[', '{"a@b.co":{"key":', '[[['])('takes time by its length: %s', (unit) => {
    // With a copy of the path for each value these took from four minutes to hours.
    const masked = text(`{"begin":${unit.repeat(400_000 / unit.length)}`);
    expect(masked).not.toContain('a@b.co');
    expect(masked.length).toBeGreaterThan(100_000);
  });

  it('has its values taken by name and by the end of a pointer at any depth', () => {
    const deep = (inner: string) => `${'{"k":['.repeat(2000)}${inner}${']}'.repeat(2000)}`;
    expect(text(deep('{"x":"gone","y":"stays"}'))).toBe(deep('{"x":null,"y":"stays"}'));
    expect(text(deep('{"a":{"b":["gone"],"c":1}}'))).toBe(deep('{"a":{"b":null,"c":1}}'));
    expect(text('[{"x":"gone"},"x",[1,{"x":"gone"}]]')).toBe('[{"x":null},"x",[1,{"x":null}]]');
  });
});

describe('patterns of a project', () => {
  it.each(['(a+)+$', '([a-zA-Z]+)*$', '(a|aa)+$', '(.*a){20}', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    '%s finishes on what it was made for',
    (pattern) => {
      expect(patternProblem(pattern) === null || /empty/.test(patternProblem(pattern) ?? '')).toBe(true);
      expect(
        typeof RE2JS.compile(pattern)
          .matcher(`${'a'.repeat(2000)}!`)
          .find(),
      ).toBe('boolean');
    },
  );

  it.each([
    ['(?=a)b', /RE2/],
    ['(a)\\1', /RE2/],
    ['a*', /empty/],
    ['(', /RE2/],
    ['a{100000}', /RE2/],
  ])('%s is refused in words', (pattern, why) => expect(patternProblem(pattern)).toMatch(why));
});
