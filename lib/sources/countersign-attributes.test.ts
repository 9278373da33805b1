import { describe, expect, it } from 'vitest';
import { countersignAttributes } from './countersign-attributes';
import { openinference } from './openinference';
import { readStep } from './read-step';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const SOURCES = [countersignAttributes, openinference];

describe('attributes of our own', () => {
  it('say the kind of a step over every other convention', () => {
    expect(
      readStep(spanOf({ attributes: { 'countersign.step.kind': 'parse', 'openinference.span.kind': 'CHAIN' } }), SOURCES).step.kind,
    ).toBe('PARSE');
    expect(
      readStep(spanOf({ attributes: { 'countersign.step.kind': 'wizardry', 'openinference.span.kind': 'TOOL' } }), SOURCES).step,
    ).toMatchObject({ kind: 'TOOL', sourceKind: 'WIZARDRY' });
  });

  it('state any field of a run record, from any span, over what spans say in passing', () => {
    const child = spanOf({
      spanId: '00000000000000aa',
      parentSpanId: '00000000000000ff',
      startNs: 15n,
      attributes: {
        'countersign.route': 'refund',
        'countersign.retries': '2',
        'countersign.confidence': 0.5,
        'countersign.session_id': 'stated',
        'countersign.validation_errors': ['a'],
        'countersign.evidence_refs': '["doc:policy#page=3"]',
        'countersign.output_schema': '{"type":"object"}',
        'countersign.run_id': 'R-8F3A',
      },
    });
    const [run] = runsFromSpans([child, spanOf({ attributes: { 'session.id': 'in passing' } })], SOURCES);
    expect(run).toMatchObject({
      facts: {
        route: 'refund',
        retries: 2,
        confidence: 0.5,
        sessionId: 'stated',
        validationErrors: ['a'],
        evidence: [{ documentId: 'policy', page: 3 }],
        outputSchema: { type: 'object' },
      },
      aliases: [{ alias: 'R-8F3A', kind: 'request' }],
    });
  });

  it('are left out alone and by name when they are wrong', () => {
    const { step, explicitRun } = readStep(
      spanOf({ attributes: { 'countersign.confidence': 90, 'countersign.route': 'refund' } }),
      SOURCES,
    );
    expect(explicitRun).toEqual({ route: 'refund' });
    expect(step.facts.losses).toEqual(['countersign.confidence must be between 0 and 1; it was left out']);
  });
});
