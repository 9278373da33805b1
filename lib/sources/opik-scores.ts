// Feedback scores of Opik: numbers with a category and a reason, for a trace, a span or a thread.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore, ScoreTarget } from '@/lib/domain/score';
import { defined, forWord, numberAt, textAt } from './attribute-reader';
import { bodyList } from './body-list';
import type { SurfaceCall, SurfaceReading } from './source';
import { pathPart } from './path-part';

const WHO: { [source: string]: 'human' | 'model' | 'api' } = { ui: 'human', online_scoring: 'model', sdk: 'api' };

/** Both the batch (`{scores: […]}`, each with the id of what is judged) and the call for one trace or span, whose id is in the path. */
export function readOpikScores(call: SurfaceCall): SurfaceReading {
  const value = call.parseJson(call.body);
  const about = call.path[1] ?? 'traces';
  const ofPath = pathPart(call, 2);
  const list = ofPath === undefined ? bodyList(value, 'scores') : [value];
  const scores = list.filter(isObject).flatMap((score) => scoreOf(score, about, ofPath ?? textAt(score, 'id', 'thread_id')));
  return {
    runs: [],
    scores,
    answer: ({ rejectedScores = [] }) =>
      rejectedScores[0] ? { status: 400, body: { errors: rejectedScores.map(({ detail }) => detail) } } : { status: 204 },
  };
}

function scoreOf(score: { [key: string]: Json }, about: string, id: string | undefined): CanonicalScore[] {
  const name = textAt(score, 'name');
  if (id === undefined || name === undefined) return [];
  const source = textAt(score, 'source');
  return [
    {
      id: `${id} ${name}`,
      source: 'opik',
      target: targetOf(about, id),
      name,
      ...defined({
        number: numberAt(score, 'value'),
        label: textAt(score, 'category_name'),
        comment: textAt(score, 'reason'),
        annotator: textAt(score, 'created_by', 'last_updated_by'),
        who: source === undefined ? undefined : (forWord(WHO, source) ?? 'api'),
      }),
      at: textAt(score, 'last_updated_at', 'created_at') ?? null,
    },
  ];
}

function targetOf(about: string, id: string): ScoreTarget {
  return about === 'spans' ? { stepId: id } : about === 'threads' ? { sessionId: id } : { runId: id };
}
