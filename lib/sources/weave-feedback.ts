// Feedback on calls of W&B Weave: reactions, notes, annotations and results of scorers.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { ExpectedError } from '@/lib/errors';
import { defined, memberOf, numberAt, textAt } from './attribute-reader';
import type { SurfaceCall, SurfaceReading } from './source';
import { contentHash } from './told-records';

/** The reference of what is judged ends with the id of its call. */
const CALL = /\/call\/([^/?#]+)$/;

export function readWeaveFeedback({ body, parseJson }: SurfaceCall): SurfaceReading {
  const value = parseJson(body);
  const callId = isObject(value) ? CALL.exec(textAt(value, 'weave_ref') ?? '')?.[1] : undefined;
  if (!isObject(value) || callId === undefined)
    throw new ExpectedError('invalid', 'invalid', '/weave_ref must be the reference of a call.', {
      status: 400,
      problems: [{ path: '/weave_ref', detail: 'must end with /call/ and an id', code: 'invalid_format' }],
    });
  const type = textAt(value, 'feedback_type') ?? 'feedback';
  const payload = memberOf(value, 'payload');
  const score: CanonicalScore = {
    id: textAt(value, 'id') ?? contentHash({ callId, type, payload }),
    source: 'weave',
    target: { stepId: callId },
    name: type.replace(/^wandb\.(annotation|runnable)\./, '').replace(/^wandb\.(\w+)\.\d+$/, '$1'),
    ...statedValue(payload),
    ...defined({ annotator: textAt(value, 'creator') }),
    who: type.startsWith('wandb.runnable') ? 'model' : /^wandb\.(reaction|note|annotation)/.test(type) ? 'human' : 'api',
    at: null,
  };
  const answered = { id: score.id, created_at: new Date().toISOString(), wb_user_id: '', payload };
  return {
    runs: [],
    scores: [score],
    answer: ({ rejectedScores = [] }) =>
      rejectedScores[0] ? { status: 400, body: { reason: rejectedScores[0].detail } } : { status: 200, body: answered },
  };
}

function statedValue(payload: { [key: string]: Json }): Pick<CanonicalScore, 'number' | 'label' | 'comment' | 'metadata'> {
  const value = payload['value'] ?? payload['output'] ?? null;
  const number = typeof value === 'boolean' ? Number(value) : numberAt({ value }, 'value');
  const label = number === undefined && typeof value === 'string' ? value : textAt(payload, 'emoji', 'alias');
  const isOther = number === undefined && label === undefined && Object.keys(payload).length > 0;
  return defined({ number, label, comment: textAt(payload, 'note', 'comment'), metadata: isOther ? payload : undefined });
}
