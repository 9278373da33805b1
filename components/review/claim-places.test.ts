import { describe, expect, it } from 'vitest';
import type { Anchor, Finding } from '@/lib/domain/evidence';
import { placesOf, type ReviewClaim, withDisputed } from './claim-places';
import { isSplit, otherSource } from './shown-source';
import { sourcesOf } from './review-sources';
import { EMPTY_VIEW } from './review-state';

const anchor = (documentId: string, start: number, origin: Anchor['origin'] = 'found') =>
  ({ documentId, version: 1, page: 1, passageOrdinal: null, start, end: start + 5, origin }) as Anchor;
const claim = (more: Partial<ReviewClaim>) =>
  ({ claimId: 'c1', anchors: [], candidates: [], disputed: [], ...more }) as unknown as ReviewClaim;
const conflict = { claimId: 'c1', anchors: [anchor('new', 0, 'cited'), anchor('old', 40)] } as Finding;

describe('the places of a claim', () => {
  it('put cited evidence first, then what was found, what a check points at, and candidates', () => {
    const places = placesOf(
      claim({ anchors: [anchor('a', 10), anchor('a', 0, 'cited')], disputed: [anchor('b', 0)], candidates: [anchor('c', 0)] }),
      undefined,
    );
    expect(places.map(({ anchor: { documentId, start }, kind }) => [documentId, start, kind])).toEqual([
      ['a', 0, 'evidence'],
      ['a', 10, 'evidence'],
      ['b', 0, 'check'],
      ['c', 0, 'candidate'],
    ]);
  });

  it('name no place twice', () => {
    const places = placesOf(
      claim({ anchors: [anchor('a', 0, 'cited')], disputed: [anchor('a', 0), anchor('b', 0)], candidates: [anchor('b', 0)] }),
      undefined,
    );
    expect(places.map(({ anchor: { documentId } }) => documentId)).toEqual(['a', 'b']);
  });

  it('let two sources that disagree be shown beside each other', () => {
    const [disputed] = withDisputed([claim({ anchors: [anchor('new', 0, 'cited')] })], new Map([['c1', [conflict]]]));
    const documents = ['new', 'old'].map((documentId) => ({
      project: 'p',
      documentId,
      version: 1,
      title: documentId,
      mediaType: 'text/plain',
      pageCount: 1,
      state: 'ready' as const,
      problem: null,
    }));
    const claims = disputed ? [disputed] : [];
    const sources = sourcesOf(documents, [], claims);
    const view = { ...EMPTY_VIEW, focusId: 'c1' };
    expect(otherSource(sources, claims, {}, view)?.title).toBe('old');
    expect(isSplit(sources, claims, {}, view)).toBe(true);
    expect(isSplit(sources, claims, {}, { ...view, isSideBySide: false })).toBe(false);
    expect(
      isSplit(
        sources,
        claims.map((each) => ({ ...each, disputed: [] })),
        {},
        view,
      ),
    ).toBe(false);
  });
});
