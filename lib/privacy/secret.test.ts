import { expect, it } from 'vitest';
import { makeScanner, scanText } from './scan-text';
import { secret } from './secret';

const scanner = makeScanner([secret], []);
const values = (text: string) => scanText(text, scanner).map(({ start, end }) => text.slice(start, end));
const word = (length: number) => 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6'.repeat(9).slice(0, length);
const upper = (length: number) => word(200).toUpperCase().slice(0, length);
const hex = (length: number) => '0a1b2c3d4e5f6789'.repeat(9).slice(0, length);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ sub: 'somebody' })}.${word(43)}`;

/** One of each entry of the list. */
const KEYS = [
  `sk-${word(48)}`,
  `sk-ant-api03-${word(80)}`,
  `sk_live_${word(24)}`,
  `rk_test_${word(24)}`,
  `whsec_${word(32)}`,
  `ghp_${word(36)}`,
  `github_pat_${word(82)}`,
  `glpat-${word(20)}`,
  `xoxb-${hex(12)}-${word(24)}`,
  `xapp-1-${word(40)}`,
  `AKIA${upper(16)}`,
  `AIza${word(35)}`,
  `ya29.${word(60)}`,
  `GOCSPX-${word(28)}`,
  `SG.${word(22)}.${word(43)}`,
  `hf_${word(34)}`,
  `npm_${word(36)}`,
  `pypi-${word(80)}`,
  `shpat_${hex(32)}`,
  `dop_v1_${hex(64)}`,
  `lin_api_${word(40)}`,
  `lsv2_pt_${hex(32)}_${hex(10)}`,
  `r8_${word(37)}`,
  `gsk_${word(52)}`,
  `xai-${word(80)}`,
  `pplx-${word(48)}`,
  `nvapi-${word(64)}`,
  `cs_${hex(32)}_${word(43)}`,
  token,
];

it.each(KEYS)('finds %s', (key) => {
  for (const text of [key, `The key is ${key}.`, `{"key":"${key}"}`, `a\n${key}\nb`])
    expect(values(text).join()).toMatch(new RegExp(`^${key.replaceAll('.', '\\.')}\\.?$`));
});

it('finds what headers and connection strings carry, and nothing around it', () => {
  expect(values(`authorization: Bearer ${word(40)}`)).toEqual([word(40)]);
  expect(values(`Basic ${Buffer.from('user:secret-word').toString('base64')}`)).toEqual([
    Buffer.from('user:secret-word').toString('base64'),
  ]);
  expect(values(`AccountName=x;AccountKey=${word(86)}==;`)).toEqual([`${word(86)}==`]);
});

it('finds private keys whole, and as far as they go when they were cut', () => {
  const pem = `-----BEGIN RSA PRIVATE KEY-----\n${word(300)}\n-----END RSA PRIVATE KEY-----`;
  expect(values(`before\n${pem}\nafter`)).toEqual([pem]);
  expect(values(`before\n${pem.slice(0, 120)}`)).toEqual([pem.slice(0, 120)]);
});

it.each([
  'a task-oriented desk-based risk-adjusted plan, whisk-like',
  `trace ${hex(32)} and commit ${hex(40)}`,
  'sk-xxxxxxxxxxxxxxxxxxxxxxxx',
  'Basic understanding of basic administration',
  'Bearer of bad news about everything',
  `chatcmpl-${word(29)}`,
  'ghp_short and hf_short',
  `eyJub25lIjoi.${word(20)}.${word(20)}`,
])('leaves %s', (text) => expect(values(text)).toEqual([]));
