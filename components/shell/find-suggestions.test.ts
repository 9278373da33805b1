import { describe, expect, it } from 'vitest';
import { findSuggestions } from './find-suggestions';

const KNOWN = { project: 'demo', searches: [], views: [], answer: null };
const match = (run_id: string, kind: string, step_id: string | null = null) => ({
  run_id,
  kind,
  name: 'policy-answer',
  started_at: '2026-11-30T00:00:00Z',
  step_id,
});

describe('findSuggestions', () => {
  it('offers nothing where nothing is known', () => {
    expect(findSuggestions('', KNOWN)).toEqual([]);
    expect(findSuggestions('R-1012', KNOWN)).toEqual([]);
  });

  it('offers searches of before that hold what is typed, but not the same one again', () => {
    const searches = ['Voucher money', 'R-1012', 'voucher'];
    const labels = (typed: string) =>
      findSuggestions(typed, { ...KNOWN, searches }).flatMap(({ choices }) => choices.map(({ label }) => label));
    expect(labels('')).toEqual(searches);
    expect(labels('VOUCH')).toEqual(['Voucher money', 'voucher']);
    expect(labels(' voucher ')).toEqual(['Voucher money']);
    expect(labels('nothing')).toEqual([]);
  });

  it('offers saved views by their names once something is typed', () => {
    const views = [
      { place: 'runs', name: 'High risk', query: 'min_risk=0.5' },
      { place: 'queue', name: 'My risks', query: '' },
    ] as const;
    expect(findSuggestions('', { ...KNOWN, views })).toEqual([]);
    expect(findSuggestions('risk', { ...KNOWN, views })).toEqual([
      {
        title: 'Saved views',
        choices: [
          { href: '/demo/runs?min_risk=0.5', label: 'High risk', hint: 'view of runs', asks: null },
          { href: '/demo/queue', label: 'My risks', hint: 'view of the queue', asks: null },
        ],
      },
    ]);
  });

  it('offers a run by its id, a span as the step within its run', () => {
    const [group] = findSuggestions('00f067aa0ba902b7', {
      ...KNOWN,
      answer: { asked: '00f067aa0ba902b7', runs: [match('R/1', 'span', 's 1')], closest: [] },
    });
    expect(group).toEqual({
      title: 'With this ID',
      choices: [{ href: '/demo/runs/R%2F1?step=s+1', label: 'R/1', hint: 'run of this span · policy-answer', asks: 'R/1' }],
    });
  });

  it('offers what many runs share once: session, document and user', () => {
    const runs = [match('a', 'session'), match('b', 'session'), match('c', 'document'), match('d', 'user')];
    const [group] = findSuggestions('x-1', { ...KNOWN, answer: { asked: 'x-1', runs, closest: [] } });
    expect(group?.choices).toEqual([
      { href: '/demo/sessions/x-1', label: 'Session x-1', hint: '2 runs', asks: 'x-1' },
      { href: '/demo/documents/x-1', label: 'Document x-1', hint: '1 run', asks: 'x-1' },
      { href: '/demo/runs?user_id=x-1', label: 'Runs of user x-1', hint: '1 run', asks: 'x-1' },
    ]);
  });

  it('offers ids that look alike where none is the same', () => {
    const answer = { asked: 'R-101', runs: [], closest: [match('R-1012', 'run')] };
    expect(findSuggestions('R-101', { ...KNOWN, answer })[0]).toMatchObject({ title: 'Similar IDs', choices: [{ label: 'R-1012' }] });
  });

  it('says nothing by an answer to what is typed no longer', () => {
    const answer = { asked: 'R-101', runs: [match('R-101', 'run')], closest: [] };
    expect(findSuggestions('R-1012', { ...KNOWN, answer })).toEqual([]);
  });
});
