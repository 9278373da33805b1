import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { leafHash } from './merkle-hash';
import { commitment, MAX_ENTRY_BYTES, sealEntry } from './trail-entry';

const record = {
  type: 'decision.submitted',
  at: new Date('2026-03-01T10:00:00.123Z'),
  actorId: 'u1',
  runId: 'R-1',
  decisionId: 'd2',
  previousDecisionId: 'd1',
  policyVersion: '3',
  facts: { verdicts: 2 },
};

it('states facts in clear and personal text only as a salted commitment', () => {
  const salt = Buffer.alloc(32, 9);
  const entry = sealEntry({ ...record, committed: { note: 'Mrs Smith called' } }, () => salt);
  const digest = createHash('sha256').update(salt).update('"Mrs Smith called"').digest('hex');
  expect(entry.payload).toBe(
    `{"actor_id":"u1","at":"2026-03-01T10:00:00.123000Z","committed":{"note":"${digest}"},"decision_id":"d2","facts":{"verdicts":2},"policy_version":"3","previous_decision_id":"d1","run_id":"R-1","type":"decision.submitted","v":1}`,
  );
  expect(entry.leafHash).toEqual(leafHash(Buffer.from(entry.payload)));
  expect(entry.values).toEqual([{ field: 'note', salt, text: '"Mrs Smith called"' }]);
});

it('takes a fresh salt for each field, so equal values do not show as equal', () => {
  const { values } = sealEntry({ ...record, committed: { before: 'x', after: 'x' } });
  const digests = values.map(({ salt, text }) => commitment(salt, text).toString('hex'));
  expect(new Set(digests).size).toBe(2);
  expect(values.every(({ salt }) => salt.length === 32)).toBe(true);
});

it('refuses an entry that an entry bundle could not carry', () => {
  const room = MAX_ENTRY_BYTES - Buffer.byteLength(sealEntry({ ...record, facts: { text: '' } }).payload);
  expect(Buffer.byteLength(sealEntry({ ...record, facts: { text: 'a'.repeat(room) } }).payload)).toBe(MAX_ENTRY_BYTES);
  expect(() => sealEntry({ ...record, facts: { text: 'a'.repeat(room + 1) } })).toThrow(RangeError);
});
