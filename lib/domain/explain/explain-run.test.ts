import { describe, expect, it } from 'vitest';
import { type ExampleChange, exampleInput } from './explain-example';
import { explainRun } from './explain-run';
import { QUESTION_IDS, type QuestionId } from './explanation';

const explained = (change: ExampleChange = {}) => explainRun(exampleInput(change));
const of = (change: ExampleChange, question: QuestionId) => explained(change).answers.find((answer) => answer.question === question);

describe('explainRun', () => {
  it('answers all six questions of any run, in their order', () => {
    for (const change of [
      {},
      { facts: { input: null, output: null, modelName: null, route: null }, passages: [], claims: [], unchecked: true },
    ] as ExampleChange[]) {
      expect(explained(change).answers.map(({ question }) => question)).toEqual([...QUESTION_IDS]);
    }
  });

  it('blames no layer where nothing is wrong', () => {
    expect(explained()).toMatchObject({ layer: null, boundary: null });
    expect(explained().answers.map(({ verdict }) => verdict)).toEqual(['yes', 'unknown', 'yes', 'yes', 'unknown', 'unknown']);
  });

  it('puts the cause before its effect: nothing was retrieved, so a figure was invented', () => {
    const run = explained({
      passages: [],
      claims: ['missing'],
      findings: [
        { code: 'number_not_in_source', claimId: 'c0', detail: 'The figure 15 is in no source.' },
        { code: 'retrieval_empty', stepId: 's0', detail: 'search returned no passage.' },
      ],
      steps: [{ kind: 'RETRIEVAL', name: 'search' }],
    });
    expect(run.layer).toBe('retrieval');
    expect(run.answers.map(({ question, verdict, layer }) => [question, verdict, layer]).slice(0, 4)).toEqual([
      ['source', 'no', 'retrieval'],
      ['route', 'unknown', null],
      ['shape', 'yes', null],
      ['support', 'no', 'model'],
    ]);
  });

  it('says chunking where another part of the same page was retrieved, retrieval where nothing of it was', () => {
    const anchor = {
      documentId: 'policy',
      version: 1,
      sha256: '',
      page: 3,
      passageOrdinal: null,
      start: 0,
      end: 1,
      quote: '',
      prefix: '',
      suffix: '',
      boxes: [],
      score: 1,
      origin: 'found' as const,
      match: 'exact',
    };
    const findings = [{ code: 'evidence_outside_context', claimId: 'c0', anchors: [anchor], detail: 'It stands on policy page 3.' }];
    expect(of({ findings, passages: [{ documentId: 'policy', page: 3 }] }, 'source')?.layer).toBe('chunking');
    const missed = of({ findings, passages: [{ documentId: 'policy', page: 1 }] }, 'source');
    expect(missed?.layer).toBe('retrieval');
    expect(missed?.main.fix).toContain('policy page 3');
  });

  it('keeps the weaker statements beside the one that decides, and drops praise beside blame', () => {
    const source = of({ findings: [{ code: 'context_truncated', severity: 'medium', detail: 'Cut.' }] }, 'source');
    expect(source).toMatchObject({ verdict: 'partly', layer: 'chunking', also: [] });
    const both = of(
      {
        findings: [
          { code: 'source_superseded', detail: 'Old.' },
          { code: 'context_truncated', severity: 'medium', detail: 'Cut.' },
        ],
      },
      'source',
    );
    expect(both?.also.map(({ ruleId }) => ruleId)).toEqual(['source.cut']);
  });

  it('names what the trace does not tell at the question that needs it', () => {
    const route = of({ facts: { route: null } }, 'route');
    expect(route).toMatchObject({ verdict: 'unknown', main: { fixLink: { kind: 'connect', fact: 'route' } } });
    expect(route?.untold).toContainEqual(expect.objectContaining({ field: 'route', attribute: 'countersign.route' }));
  });

  it('takes drift for bad news and its absence for good', () => {
    expect(of({ drift: { watched: 2, alarms: [] } }, 'drift')).toMatchObject({ verdict: 'no', tone: 'good' });
    const alarm = {
      alarmId: 'a',
      summary: 'Refusals 2 % → 9 % in route refunds',
      since: '2026-11-20',
      effect: 'PSI 0.4',
      layer: 'prompt' as const,
    };
    expect(of({ drift: { watched: 2, alarms: [alarm] } }, 'drift')).toMatchObject({ verdict: 'yes', tone: 'bad', layer: 'prompt' });
  });
});
