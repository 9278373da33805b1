// Rows of Braintrust's `POST /logs3`: starts, changes and ends of spans, feedback on them and comments, in any order.
import { isObject } from '@/lib/domain/json-container';
import { isoMicros } from '@/lib/domain/instant';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { defined, memberOf, textAt, textsAt } from './attribute-reader';
import { attachmentsIn } from './braintrust-attachments';
import { bodyList } from './body-list';
import { braintrustReading } from './braintrust-reading';
import { braintrustScores } from './braintrust-scores';
import { rankedByKey, type RunStatement, stateInto } from './ranked-facts';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { Source, SurfaceCall, SurfaceReading, UnboundPart } from './source';
import { keptRecord, overlaidRecords, recordsUnder } from './told-records';
import { blankStep, instantOf, retoldStep, secondsToNs } from './told-step';

type JsonObject = { [key: string]: Json };

const BLANK = { source: 'braintrust', facts: {}, factRanks: {}, isWhole: false };

const ROW_KEY = 'braintrust.row.';

export const braintrustRecords: NonNullable<Source['records']> = {
  reread: rereadRow,
  stated: (attributes) => recordsUnder(attributes, ROW_KEY).map(statementOf),
};

/** Feedback names a row and neither trace nor span: it is bound to the run that has the row, now or when it comes. */
export function readBraintrustRows({ body, parseJson, kindRules }: SurfaceCall): SurfaceReading {
  const known = bodyList(parseJson(body), 'rows', 'rows').filter(isObject);
  const reread = (step: CanonicalStep) => rereadRow(step, kindRules);
  const blankRun = (runId: string): CanonicalRun => ({ ...BLANK, runId, steps: [], aliases: [], reread });
  const runs = new Map<string, CanonicalRun>();
  const unbound: UnboundPart[] = [];
  for (const row of known) {
    const [runId, spanId, rowId] = [textAt(row, 'root_span_id'), textAt(row, 'span_id'), textAt(row, 'id')];
    if (rowId === undefined || row['_object_delete'] === true) continue;
    if (runId !== undefined && spanId !== undefined) {
      const run = runs.get(runId) ?? blankRun(runId);
      runs.set(runId, run);
      addRow(run, row, rowId, spanId);
      continue;
    }
    const origin = isObject(row['origin']) ? textAt(row['origin'], 'id') : undefined;
    const part = blankRun('');
    stateInto(part, statementOf(row), keptRecord(ROW_KEY, row));
    part.scores = braintrustScores(row, rowId, origin);
    unbound.push({ alias: origin ?? rowId, run: part });
  }
  return {
    runs: [...runs.values()],
    unbound,
    answer: () => ({ status: 200, body: { ids: known.flatMap((row) => textAt(row, 'id') ?? []) } }),
  };
}

function addRow(run: CanonicalRun, row: JsonObject, rowId: string, spanId: string): void {
  const step = blankStep(spanId, keptRecord(ROW_KEY, row));
  run.steps.push(run.reread?.(step) ?? step);
  const scores = braintrustScores(row, rowId, undefined).map((score) => ({ ...score, target: { runId: run.runId, stepId: spanId } }));
  if (scores.length > 0) run.scores = [...(run.scores ?? []), ...scores];
  stateInto(run, statementOf(row));
}

/** What rows say about their run: the root's word before that of others, and each key of the metadata by itself. */
function statementOf(row: JsonObject): RunStatement {
  const isRoot = !Array.isArray(row['span_parents']) || row['span_parents'].length === 0;
  const type = isObject(row['span_attributes']) ? textAt(row['span_attributes'], 'type') : undefined;
  const metadata = isObject(row['metadata']) && type !== 'llm' && (isRoot || !('model' in row['metadata'])) ? row['metadata'] : {};
  const name = isRoot && isObject(row['span_attributes']) ? textAt(row['span_attributes'], 'name') : undefined;
  const facts = { ...metadataFacts(metadata), ...defined({ name, tags: textsAt(row, 'tags') }) };
  const rowId = textAt(row, 'id') ?? '';
  const ownId = textAt(row, 'span_id') === undefined ? [] : [{ alias: rowId, kind: 'span' as const }];
  return { ...rankedByKey(facts, `${isRoot ? 2 : 3} ${rowId}`), aliases: [...ownId, ...metadataAliases(metadata)] };
}

/** The step that all rows of its span tell. Rows that merge carry no time, so what they say decides where they differ. */
function rereadRow(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const row = overlaidRecords(step.attributes, ROW_KEY, rankOfRow);
  if (!row) return step;
  const { type, name } = memberOf(row, 'span_attributes');
  const metrics = memberOf(row, 'metrics');
  const parents = Array.isArray(row['span_parents']) ? row['span_parents'] : [];
  const words = { type: typeof type === 'string' ? type : undefined, name: typeof name === 'string' ? name : '' };
  const metadata = isObject(row['metadata']) ? row['metadata'] : undefined;
  const { input, output, error } = row;
  const told = {
    parentId: typeof parents[0] === 'string' ? parents[0] : null,
    name: words.name,
    startNs: secondsToNs(metrics['start']) ?? instantOf(row['created']),
    endNs: secondsToNs(metrics['end']),
    reading: braintrustReading({ ...words, input: input ?? undefined, output: output ?? undefined, metadata, metrics, error }),
  };
  const retold = retoldStep(step, told, kindRules);
  return { ...retold, attributes: { ...retold.attributes, ...attachmentsIn(row) } };
}

/** A row that does not merge comes first, feedback given afterwards last. */
function rankOfRow(row: JsonObject): string {
  const created = instantOf(row['created']);
  const place = row['_is_merge'] !== true ? 0 : '_audit_source' in row ? 2 : 1;
  return `${place} ${created === null ? '' : isoMicros(created)}`;
}
