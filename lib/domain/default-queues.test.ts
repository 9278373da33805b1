import { describe, expect, it } from 'vitest';
import { DEFAULT_QUEUES } from './default-queues';
import { queueDefinitionSchema, queueNameSchema } from './queue';
import { matchesFilter, type RuleSubject } from './rule';

const subject = (codes: string[], environment: string | null = 'production'): RuleSubject => ({
  runId: 'R-1',
  name: null,
  sessionId: null,
  userId: null,
  route: null,
  promptId: null,
  promptVersion: null,
  modelName: null,
  environment,
  tags: [],
  codes,
  documentIds: [],
  risk: 0.5,
  startedAt: new Date(0),
  states: ['evaluated'],
  texts: [],
});
const catching = (codes: string[], environment?: string | null) =>
  DEFAULT_QUEUES.filter(({ rules }) => rules.some(({ when }) => matchesFilter(when, subject(codes, environment)))).map(({ name }) => name);

describe('the queues of a new project', () => {
  it('have rules that the editor takes as they are, with distinct names', () => {
    for (const { title, description, dueHours, rules } of DEFAULT_QUEUES) {
      const definition = queueDefinitionSchema.parse({ title, description, due_hours: dueHours, rules });
      expect(definition.rules).toEqual(rules.map((rule) => ({ ...rule, enabled: true })));
    }
    const names = DEFAULT_QUEUES.map(({ name }) => queueNameSchema.parse(name));
    expect(new Set(names).size).toBe(names.length);
  });

  it('share the runs among them by what was found', () => {
    expect(catching(['number_not_in_source'])).toEqual(['evidence-gaps']);
    expect(catching(['weak_match'])).toEqual(['evidence-gaps']);
    expect(catching(['nothing_to_check_against'])).toEqual(['low-provenance']);
    expect(catching(['tool_failed', 'evidence_missing'])).toEqual(['evidence-gaps', 'workflow-failures']);
    expect(catching([])).toEqual(['audit-sample']);
    expect(catching(['retried', 'tool_empty'])).toEqual(['audit-sample']);
    expect(catching(['trace_incomplete'])).toEqual(['low-provenance', 'audit-sample']);
  });

  it('leave out what people only try (screen trap 16), and take what names no environment', () => {
    for (const environment of ['playground', 'evaluation', 'eval', 'test']) {
      expect(catching(['number_not_in_source', 'tool_failed', 'nothing_to_check_against', 'trace_incomplete'], environment)).toEqual([]);
      expect(catching([], environment)).toEqual([]);
    }
    expect(catching(['number_not_in_source'], null)).toEqual(['evidence-gaps']);
  });

  it('sample only the audit and incomplete traces', () => {
    const sampled = DEFAULT_QUEUES.flatMap(({ rules }) => rules).filter(({ sample }) => sample < 1);
    expect(sampled.map(({ name, sample }) => [name, sample])).toEqual([
      ['share of incomplete traces', 0.1],
      ['random share of everything else', 0.05],
    ]);
  });
});
