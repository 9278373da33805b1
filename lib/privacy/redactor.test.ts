import { describe, expect, it } from 'vitest';
import { type PrivacyRules, privacyRulesSchema } from '@/lib/domain/privacy-rules';
import type { Json } from '@/lib/domain/run/run';
import { DROPPED, Redactor, readyRules } from './redactor';

const key = Buffer.alloc(32, 7);
const ALL = { email: 'tokenise', card: 'hash', iban: 'mask', url_credentials: 'mask', phone: 'tokenise', credential: 'mask' } as const;
const redactor = (rules: Partial<PrivacyRules> = { recognisers: ALL }) => new Redactor(readyRules(privacyRulesSchema.parse(rules)), key);
const text = (value: string, rules?: Partial<PrivacyRules>) => redactor(rules).text(value, ['input']);
const plain = (value: string) => value.replace(/(tok|hash)_[a-z]{24}/g, '$1');

describe('texts', () => {
  it.each([
    ['Ask ana@example.com, not bob@example.com.', 'Ask ⟦email:tok⟧, not ⟦email:tok⟧.'],
    ['postgres://app:s3cret@db.example.com/main', 'postgres://⟦url_credentials⟧@db.example.com/main'],
    ['see https://x.example/cb?state=1&access_token=abcdef123456', 'see https://x.example/cb?state=1&access_token=⟦url_credentials⟧'],
    ['card 4111-1111-1111-1111, IBAN DE89 3704 0044 0532 0130 00', 'card ⟦card:hash⟧, IBAN ⟦iban⟧'],
    ['Ruf +49 30 901820 an', 'Ruf ⟦phone:tok⟧ an'],
    ['full width 4111 1111 1111 1111', 'full width ⟦card:hash⟧'],
    ['logo@2x.png and a @ b and @scope/pkg@1.2.3', 'logo@2x.png and a @ b and @scope/pkg@1.2.3'],
    ['git@github.com:org/repo.git', 'git@github.com:org/repo.git'],
    ['the password is Tr0ub4dor&3!', 'the password is ⟦credential⟧!'],
    ['the password is required', 'the password is required'],
  ])('%s', (before, after) => expect(plain(text(before))).toBe(after));

  it('leave what is masked already, and nothing else that looks like a mark', () => {
    const once = text('Ask ana@example.com');
    expect(text(once)).toBe(once);
    expect(text('⟦email:tok_ana@example.com⟧')).not.toContain('ana@');
  });

  it('give one value one token whatever its case and width', () => {
    const tokens = ['Ana@Example.com', 'ana@example.com', 'ＡＮＡ@example.com'].map((value) => text(`x ${value}`).slice(2));
    expect(new Set(tokens).size).toBe(1);
  });
});

describe('JSON inside texts', () => {
  it('is treated value by value and stays to the letter elsewhere', () => {
    const before = '{ "id": 9007199254740993,\n "mail":"\\nana@example.com\\u0021", "list":[1.0, true, "x"], "n": null }';
    const after = text(before);
    expect(plain(after)).toBe('{ "id": 9007199254740993,\n "mail":"\\n⟦email:tok⟧!", "list":[1.0, true, "x"], "n": null }');
    expect(after).toContain(text('ana@example.com'));
  });

  it('is treated as far as it goes where it was cut, and as text where it is none', () => {
    expect(plain(text('{"a":{"mail":"ana@example.com"},"b":"bob@exam'))).toContain('"mail":"⟦email:tok⟧"');
    expect(plain(text('[Note] “x” "y" ana@example.com'))).toBe('[Note] “x” "y" ⟦email:tok⟧');
    expect(plain(text('{"a":"b"} ana@example.com'))).toBe('{"a":"b"} ⟦email:tok⟧');
    expect(plain(text(JSON.stringify({ inner: JSON.stringify({ mail: 'ana@example.com' }) })))).toContain('⟦email:tok⟧');
  });

  it('has numbers taken that are a card by their name, and no others', () => {
    expect(plain(text('{"card_number":4111111111111111,"trace_id":4111111111111111}'))).toBe(
      '{"card_number":"⟦card:hash⟧","trace_id":4111111111111111}',
    );
  });
});

describe('field rules', () => {
  const rules = {
    credential_fields: 'mask' as const,
    fields: [
      { match: '*.patient_name', action: 'tokenise' as const, type: 'patient' },
      { match: '/input/customer/address', action: 'drop' as const, type: 'field' },
      { match: 'diagnosis', action: 'mask' as const, type: 'diagnosis' },
    ],
  };
  it('take out by name, by pointer, and by pointer in the copies below attributes', () => {
    const value: Json = {
      'app.patient_name': 'Ann Lee',
      diagnosis: { code: 'J10' },
      'http.request.header.authorization': ['Bearer x'],
      raw: '{"customer":{"address":"1 Elm St","city":"Ulm"}}',
    };
    const after = redactor(rules).json(value, ['attributes']) as { [key: string]: Json };
    expect(plain(JSON.stringify(after))).toBe(
      JSON.stringify({
        'app.patient_name': '⟦patient:tok⟧',
        diagnosis: '⟦diagnosis⟧',
        'http.request.header.authorization': ['⟦credential⟧'],
        raw: '{"customer":{"address":null,"city":"Ulm"}}',
      }),
    );
    expect(redactor(rules).json({ customer: { address: { street: 'Elm' }, city: 'Ulm' } }, ['input'])).toEqual({
      customer: { city: 'Ulm' },
    });
    expect(redactor(rules).json('x', ['input', 'customer', 'address'])).toBe(DROPPED);
  });

  it('leave the very same object where nothing is taken out', () => {
    const value: Json = { a: [1, { b: 'c' }], d: null, e: 12_345_678 };
    expect(redactor().json(value, ['input'])).toBe(value);
  });

  it('are not fooled by __proto__', () => {
    const value = JSON.parse('{"__proto__":{"mail":"ana@example.com"}}') as Json;
    const after = redactor().json(value, ['input']) as object;
    expect(JSON.stringify(after)).not.toContain('ana@');
    expect(Object.keys(after)).toEqual(['__proto__']);
    expect(({} as { mail?: string }).mail).toBeUndefined();
  });
});

describe('keys alone', () => {
  const rules = { recognisers: { secret: 'mask' } } as const;
  const long = 'Nothing in here has to go. '.repeat(20);
  const token = 'ghp_exampleexampleexampleexample0000';

  it('are found in a text that begins, ends and is as long as one that was clean before', () => {
    const eyes = redactor(rules);
    const holding = `${long.slice(0, 100)} ${token} ${long.slice(102 + token.length)}`;
    const said = { input: long, messages: [{ parts: [{ content: long }] }], output: holding, again: long, once_more: holding };
    expect(holding.length).toBe(long.length);
    const masked = holding.replace(token, '⟦secret⟧');
    expect(eyes.json(said, ['facts'])).toEqual({ ...said, output: masked, once_more: masked });
  });

  it.each([
    [`{"a":"Bearer\\n${'k'.repeat(4)}x1y2z3a4b5c6d7e8f9g0"}`, '{"a":"Bearer\\nkkkkx1y2z3a4b5c6d7e8f9g0"}'],
    [`{"a":"${long}\\n${token}"}`, `{"a":"${long}\\n⟦secret⟧"}`],
    [`{"a":"${long}","b":"Bearer  x1y2z3a4b5c6d7e8f9g0h1"}`, `{"a":"${long}","b":"Bearer  ⟦secret⟧"}`],
  ])('are found behind escapes of JSON where they are keys there', (before, after) => {
    expect(redactor(rules).text(before, ['input'])).toBe(after);
  });
});
