import { describe, expect, it } from 'vitest';
import type { Anchor } from '@/lib/domain/evidence';
import type { ReviewClaim } from './claim-places';
import { marksOf, placeOfMark } from './place-marks';

const anchor = (origin: Anchor['origin'], page: number): Anchor => ({
  documentId: 'd',
  version: 1,
  sha256: '',
  page,
  passageOrdinal: null,
  start: 0,
  end: 5,
  quote: 'words',
  prefix: '',
  suffix: '',
  boxes: [],
  score: 1,
  origin,
  match: 'exact',
});
const claim = (claimId: string, anchors: Anchor[], candidates: Anchor[] = [], disputed: Anchor[] = []) =>
  ({ claimId, anchors, candidates, disputed }) as unknown as ReviewClaim;
const claims = [claim('c 1', [anchor('cited', 1), anchor('found', 2)], [anchor('found', 3)]), claim('c2', [], [anchor('found', 4)])];
const view = { focusId: 'c 1', place: 1, marks: 'both' as const };

describe('marks in the sources', () => {
  it('show candidates of the focused claim only', () => {
    expect(marksOf(claims, {}, view).map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(marksOf(claims, {}, { ...view, focusId: 'c2' }).map(({ page }) => page)).toEqual([1, 2, 4]);
  });

  it('focus the shown place, and lead back to it', () => {
    const focused = marksOf(claims, {}, view).filter(({ isFocused }) => isFocused);
    expect(focused.map(({ id }) => placeOfMark(id))).toEqual([{ claimId: 'c 1', index: 1 }]);
  });

  it('draw one mark where two places of a claim share words', () => {
    const twice = [claim('c1', [anchor('cited', 1), { ...anchor('found', 1), start: 2 }])];
    expect(marksOf(twice, {}, { focusId: 'c1', place: 0, marks: 'both' }).map(({ style }) => style)).toEqual(['cited']);
    expect(marksOf(twice, {}, { focusId: 'c1', place: 1, marks: 'both' }).map(({ style }) => style)).toEqual(['found']);
  });

  it('leave out what was cited or found on demand, never what the reviewer picked', () => {
    expect(marksOf(claims, {}, { ...view, marks: 'cited' }).map(({ page }) => page)).toEqual([1]);
    const picked = {
      'c 1': { evidence: { document_id: 'd', version: 1, page: 9, passage: undefined, quote: 'q', start: 0, end: 1, boxes: undefined } },
    };
    expect(marksOf(claims, picked, { ...view, marks: 'found' }).map(({ page }) => page)).toEqual([9, 2, 3]);
  });
});
