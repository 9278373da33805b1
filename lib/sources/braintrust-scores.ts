// Scores in Braintrust's rows: numbers by name, the expected output, and comments, which are rows of their own.
import { isObject } from '@/lib/domain/json-container';
import { isoMicros } from '@/lib/domain/instant';
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { defined, memberOf, textAt } from './attribute-reader';
import { instantOf, secondsToNs } from './told-step';

type JsonObject = { [key: string]: Json };

/**
 * Each score is known by its row and its name, so feedback replaces what the program gave. Feedback carries no time of its own and is
 * taken as given on arrival. The target is left to the caller, who knows the run of the row; `origin` is the row that is commented.
 */
export function braintrustScores(row: JsonObject, rowId: string, origin: string | undefined): CanonicalScore[] {
  const audit = memberOf(row, '_audit_metadata');
  const base = {
    source: 'braintrust',
    target: {},
    who: row['_audit_source'] === 'app' ? ('human' as const) : ('api' as const),
    ...defined({ annotator: textAt(audit, 'reviewer', 'user', 'user_id', 'email') }),
    ...(Object.keys(audit).length > 0 ? { metadata: audit } : {}),
    at: timeOf(row),
  };
  const numbers = Object.entries(memberOf(row, 'scores')).flatMap(([name, value]): CanonicalScore[] =>
    typeof value === 'number' || typeof value === 'boolean' ? [{ ...base, id: `${rowId} ${name}`, name, number: Number(value) }] : [],
  );
  const expected = row['expected'];
  const correction = expected == null ? [] : [{ ...base, id: `${rowId} expected`, name: 'expected', correction: expected }];
  const comment = isObject(row['comment']) ? textAt(row['comment'], 'text') : undefined;
  const commented = comment === undefined || origin === undefined ? [] : [{ ...base, id: rowId, name: 'comment', comment }];
  return [...numbers, ...correction, ...commented];
}

/** When the span ended or, for a comment, when it was written; null is when it arrives. */
function timeOf(row: JsonObject): string | null {
  const metrics = memberOf(row, 'metrics');
  const ns = secondsToNs(metrics['end']) ?? instantOf(row['created']);
  return ns === null ? null : isoMicros(ns);
}
