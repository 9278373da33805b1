import { describe, expect, it } from 'vitest';
import { type ComparedRun, compareRuns } from '@/lib/domain/compare/compare-runs';
import { exampleStep } from '@/lib/domain/compare/example-steps';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { comparisonMarkdown } from './comparison-markdown';

const run = (runId: string, extra: Partial<ComparedRun>): ComparedRun => ({
  runId,
  facts: {},
  passages: [],
  steps: [],
  claims: [],
  findings: [],
  output: null,
  prompts: new Map(),
  measures: { costUsd: null, latencyMs: null, stepCount: 0, errorCount: 0 },
  ...extra,
});
const detail = ({ runId, facts }: ComparedRun) =>
  ({ record: { runId, facts }, revision: 'sha256:0123456789abcdef' }) as unknown as RunDetail;
const written = (left: ComparedRun, right: ComparedRun) =>
  comparisonMarkdown(detail(left), detail(right), compareRuns(left, right), 'https://example.test/compare');

describe('comparisonMarkdown', () => {
  it('says what explains, where the runs part and what changed, in words that can be pasted', () => {
    const left = run('R-1', {
      facts: { promptVersion: '3', input: 'q' },
      output: 'Refunds take 14 days.',
      steps: [exampleStep('s', { name: 'search', kind: 'RETRIEVAL', asked: 'refund', answered: 'page 3' })],
      measures: { costUsd: 0.01, latencyMs: 1000, stepCount: 1, errorCount: 0 },
    });
    const right = run('R-2', {
      facts: { promptVersion: '4', input: 'q' },
      output: 'Refunds take 30 days.',
      steps: [exampleStep('t', { name: 'search', kind: 'RETRIEVAL', asked: 'refund', answered: 'page 9' })],
      measures: { costUsd: 0.03, latencyMs: 1100, stepCount: 1, errorCount: 0 },
    });
    const text = written(left, right);
    expect(text).toContain('| prompt version | 3 | 4 |');
    expect(text).toContain('The runs part at step “search” (retrieval): asked the same, it answered differently.');
    expect(text).toContain('Refunds take [-14-]{+30+} days.');
    expect(text).toContain('| Cost | $0.01 | $0.03 | 3.0 times |');
    expect(text).toContain('https://example.test/compare');
  });

  it('lets no text from outside become markup', () => {
    const evil = '![x](https://evil.test) | @everyone <script>alert(1)</script>\n# title';
    const text = written(run('R-1', { facts: { route: 'a' } }), run('R-2', { facts: { route: evil }, output: '```\nout of the fence' }));
    expect(text).not.toMatch(/[^\\]!\[/);
    expect(text).not.toMatch(/[^\\]<script/);
    expect(text).not.toMatch(/^# title/m);
    expect(text).not.toMatch(/[^\\]@everyone/);
  });

  it('is bounded and counts what it leaves out', () => {
    const steps = Array.from({ length: 500 }, (_, index) =>
      exampleStep(`s${index}`, { name: `step ${index}`, asked: `question number ${index}` }),
    );
    const text = written(run('R-1', { steps }), run('R-2', {}));
    expect(text).toContain('- and 460 more');
    expect(text.length).toBeLessThan(20_000);
  });
});
