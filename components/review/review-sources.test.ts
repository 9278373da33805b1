import { describe, expect, it } from 'vitest';
import type { DocumentSource } from '@/components/document/document-source';
import type { Anchor } from '@/lib/domain/evidence';
import type { ReviewClaim } from './claim-places';
import { sourceOfAnchor, sourceOfPassage, sourcesOf } from './review-sources';

const source = (documentId: string, version = 1): DocumentSource => ({
  project: 'demo',
  documentId,
  version,
  title: documentId,
  mediaType: 'text/plain',
  pageCount: 1,
  state: 'ready',
  problem: null,
});
const anchor = (documentId: string | null, version: number | null = 1, passageOrdinal: number | null = null) =>
  ({ documentId, version, passageOrdinal }) as Anchor;
const claim = (...anchors: Anchor[]) => ({ anchors, candidates: [], disputed: [] }) as unknown as ReviewClaim;
const passage = (documentId?: string) => ({ id: 'p', content: 'text', ...(documentId ? { documentId } : {}) });

describe('the sources of an item', () => {
  it('put documents with evidence first, in the order of the claims', () => {
    const tabs = sourcesOf([source('a'), source('b'), source('c')], [], [claim(anchor('c')), claim(anchor('b'))]);
    expect(tabs.map(({ key }) => key)).toEqual(['c@1', 'b@1', 'a@1']);
  });

  it('have a tab for each passage whose document is not stored, and for one that evidence stands in', () => {
    expect(sourcesOf([source('a')], [passage('a')], []).map(({ key }) => key)).toEqual(['a@1']);
    expect(sourcesOf([source('a')], [passage('a'), passage('gone')], []).map(({ key }) => key)).toEqual(['a@1', 'passage:1']);
    expect(sourcesOf([source('a')], [passage('a')], [claim(anchor(null, null, 0))]).map(({ key }) => key)).toEqual(['a@1', 'passage:0']);
  });

  it('find the version that an anchor names, else another of the same document', () => {
    const tabs = sourcesOf([source('a', 1), source('a', 2)], [passage()], []);
    expect(tabs.map(({ title }) => title)).toEqual(['a · v1', 'a · v2', 'Passage 1']);
    expect(sourceOfAnchor(tabs, anchor('a', 2))).toBe('a@2');
    expect(sourceOfAnchor(tabs, anchor('a', 9))).toBe('a@1');
    expect(sourceOfAnchor(tabs, anchor(null, null, 0))).toBe('passage:0');
    expect(sourceOfAnchor(tabs, anchor('erased'))).toBeNull();
  });

  it('show what was found in a passage in the passage, although its document is stored: it counts from the beginning of the passage', () => {
    const pattern = anchor('a', null, 0);
    const tabs = sourcesOf([source('a')], [passage('a')], [{ ...claim(), disputed: [pattern] }]);
    expect(tabs.map(({ key }) => key)).toEqual(['a@1', 'passage:0']);
    expect(sourceOfAnchor(tabs, pattern)).toBe('passage:0');
  });

  it('lead from a passage to its document, or to itself', () => {
    const passages = [passage('a'), passage('gone'), passage()];
    const tabs = sourcesOf([source('a')], passages, []);
    expect([0, 1, 2].map((ordinal) => sourceOfPassage(tabs, passages, ordinal))).toEqual(['a@1', 'passage:1', 'passage:2']);
  });
});
