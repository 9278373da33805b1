import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evalCaseLine, evalVersionDiff, evalVersionSha256, type VersionedCase } from './eval-version';
import type { Json } from '@/lib/domain/run/run';

const versioned = (caseId: string, runId: string, output: Json, decision = 'd'): VersionedCase => ({
  caseId,
  runId,
  body: { expected: { output }, lineage: { decision_id: decision } },
});

it('hashes exactly the bytes of the downloaded file', () => {
  const cases = [versioned('a', 'r1', { b: 1, a: 'ü' }), versioned('b', 'r2', null)];
  const file = cases.map(evalCaseLine).join('');
  expect(evalVersionSha256(cases)).toBe(createHash('sha256').update(file).digest('hex'));
  expect(file.split('\n')).toHaveLength(3);
});

it('does not depend on the order of keys, and does on every value and on the order of cases', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      const reversed = Object.fromEntries(Object.entries(body).reverse());
      const [a, b] = [body, reversed].map((one) => evalVersionSha256([{ caseId: 'a', body: one as Json }]));
      expect(a).toBe(b);
      expect(evalVersionSha256([{ caseId: 'a', body: { ...body, '\u0001extra': 1 } as Json }])).not.toBe(a);
    }),
  );
  const [one, two] = [versioned('a', 'r1', 1), versioned('b', 'r2', 2)];
  expect(evalVersionSha256([one, two])).not.toBe(evalVersionSha256([two, one]));
});

it('tells new, dropped and amended cases apart', () => {
  const from = [versioned('a', 'r1', 1), versioned('b', 'r2', 2), versioned('c', 'r3', 3)];
  const to = [versioned('a', 'r1', 1), versioned('b2', 'r2', 20, 'd2'), versioned('d', 'r4', 4)];
  expect(evalVersionDiff(from, to)).toEqual({
    added: [{ caseId: 'd', runId: 'r4' }],
    removed: [{ caseId: 'c', runId: 'r3' }],
    unchanged: 1,
    changed: [
      { runId: 'r2', fromCaseId: 'b', toCaseId: 'b2', changes: [{ path: '/expected/output', kind: 'changed', left: 2, right: 20 }] },
    ],
  });
});
