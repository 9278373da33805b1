// One score through the rules: what its author wrote, and the ids that have to go on fitting their run and session.
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { DROPPED, type Redactor } from './redactor';

export function redactScore(score: CanonicalScore, redactor: Redactor): CanonicalScore {
  const { name, label, correction, comment, annotator, metadata, target } = score;
  const text = (field: string, value: string): string => {
    const masked = redactor.json(value, [field]);
    return typeof masked === 'string' ? masked : '';
  };
  const free = (field: string, value: Json): Json => {
    const masked = redactor.json(value, [field]);
    return masked === DROPPED ? null : masked;
  };
  return {
    ...score,
    id: redactor.id(score.id),
    name: text('name', name),
    target: {
      ...target,
      ...(target.runId === undefined ? {} : { runId: redactor.id(target.runId) }),
      ...(target.stepId === undefined ? {} : { stepId: redactor.id(target.stepId) }),
      ...(target.sessionId === undefined ? {} : { sessionId: text('session_id', target.sessionId) }),
    },
    ...(label === undefined ? {} : { label: text('label', label) }),
    ...(correction === undefined ? {} : { correction: free('correction', correction) }),
    ...(comment === undefined ? {} : { comment: text('comment', comment) }),
    ...(annotator === undefined ? {} : { annotator: text('annotator', annotator) }),
    ...(metadata === undefined ? {} : { metadata: (free('metadata', metadata) ?? {}) as { [key: string]: Json } }),
  };
}
