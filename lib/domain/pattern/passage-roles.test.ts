import { describe, expect, it } from 'vitest';
import type { Anchor } from '@/lib/domain/evidence';
import { passageRoles } from './passage-roles';

const anchor = (over: Partial<Anchor>): Anchor =>
  ({ documentId: null, passageOrdinal: null, page: null, quote: '', version: null, sha256: '', start: 0, end: 0, ...over }) as Anchor;
const passages = [
  { id: 'a', content: 'Orders may be returned within 30 days.', documentId: 'policy', page: 1 },
  { id: 'b', content: 'Orders may be returned within 14 days.', documentId: 'policy-old' },
  { id: 'c', content: 'Something else.' },
];

describe('what claims made of passages', () => {
  it('is contradicted where a claim says otherwise, by its place in the list or by the quote in its document', () => {
    const claims = [
      { state: 'contradicted' as const, anchors: [anchor({ documentId: 'policy', page: 1, quote: 'within 30 days' })] },
      { state: 'exact' as const, anchors: [anchor({ passageOrdinal: 1 })] },
    ];
    const { contradicted, conflicting } = passageRoles(passages, claims, [
      { code: 'evidence_contradicted', anchors: [anchor({ passageOrdinal: 2 })] },
    ]);
    expect([...contradicted].sort()).toEqual([0, 2]);
    expect(conflicting.size).toBe(0);
  });

  it('is conflicting for every source that a conflict names, and not for the same words on another page', () => {
    const anchors = [
      anchor({ documentId: 'policy', page: 2, quote: 'within 30 days' }),
      anchor({ documentId: 'policy-old', page: 4, quote: '14 days' }),
    ];
    expect([...passageRoles(passages, [], [{ code: 'source_conflict', anchors }]).conflicting]).toEqual([1]);
  });
});
