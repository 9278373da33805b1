// Rows of the tables that a settled run has, as texts that PostgreSQL reads; columns and contents come from the product's own mappers.
import { stepRow } from '@/lib/data/ingest/step-row';
import { runEntry } from '@/lib/data/ingest/ingest-runs';
import { packRun } from '@/lib/data/ingest/packed-run';
import { jsonText } from '@/lib/data/sql-array';
import { runColumns, searchTexts } from '@/lib/data/runs/run-columns';
import { runInputRow } from '@/lib/data/checking/write-run-input';
import { BLOCK_RUNS_LOG2, saltedKeys } from '@/lib/data/find/search-row';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { SIGNATURE_VERSION } from '@/lib/domain/compare/input-signature';
import { isoMicros } from '@/lib/domain/instant';
import { runPattern } from '@/lib/domain/pattern/run-pattern';
import type { AssembledRun, Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { itemRow, reviewRows } from './review-rows';
import { cachedKeys } from './cached-keys';
import type { GeneratedRun } from './canonical-run';
import type { Checked } from './checked';
import type { Random } from './random';

export type Row = Record<string, string | null>;
export type Rows = Record<string, Row[]>;

/** Milliseconds after its end at which a run was settled. */
const SETTLED_MS = 5000;

/** `queueId` is the queue that waiting and decided items lie in, `seq` the run's place in the order of arrival. */
export interface Place {
  projectId: string;
  queueId: string;
  seq: number;
  /** Whether its steps and its record are stored too. */
  hasBodies: boolean;
}

export function rowsOf(
  generated: GeneratedRun,
  { evaluation, review, isWaiting }: Checked,
  from: Random,
  { queueId, projectId, seq, hasBodies }: Place,
): Rows {
  const { run } = generated;
  const steps = run.steps.map((step) => ({ ...step, bodySha256: from.hex(64) }));
  const assembled = assembleRun({ runId: run.runId, source: run.source, facts: run.facts, steps });
  const revision = `sha256:${from.hex(64)}`;
  const entry = runEntry(packRun(run));
  const ended = Number((steps[0]?.endNs ?? 0n) / 1_000_000n);
  const receivedAt = new Date(ended + 800).toISOString();
  const evaluatedAt = new Date(ended + SETTLED_MS).toISOString();
  const { claims, findings, risk, usedPassages } = evaluation;
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const key = { run_id: run.runId, revision };
  const columns: Row = columnsOf(assembled);
  const pattern = runPattern({ run: assembled, findings, claims });
  const texts = searchTexts(assembled);
  const made = cachedKeys(texts.input, texts.output, [run.facts.instructions ?? '', ...assembled.passages.map(({ content }) => content)]);
  const block = seq >> BLOCK_RUNS_LOG2;
  const item = review || isWaiting ? itemRow(key, from, queueId, risk.score, review, evaluatedAt) : null;
  return {
    run: [
      {
        run_id: run.runId,
        source: run.source,
        declared: stableJson(entry.stated.facts as Json),
        declared_ranks: stableJson(entry.stated.ranks as Json),
        phase: 'evaluated',
        is_whole: 'false',
        is_root_ended: String(entry.isRootEnded),
        received_at: receivedAt,
        last_step_at: receivedAt,
        revision,
        evaluated_at: evaluatedAt,
        ...columns,
        pattern_key: pattern?.key ?? null,
        claim_count: String(claims.length),
        codes: textList(codes),
        document_ids: textList([...new Set(assembled.passages.flatMap(({ documentId }) => (documentId ? [documentId] : [])))]),
        risk: String(risk.score),
        review_outcome: review?.outcome ?? null,
      },
    ],
    ...(hasBodies
      ? {
          run_revision: [{ ...key, seq: '1', record: JSON.stringify(assembled), created_at: evaluatedAt }],
          ...stepRows(generated, receivedAt),
        }
      : {}),
    passage: assembled.passages.map((passage, ordinal) => ({
      ...key,
      ordinal: String(ordinal),
      passage_id: passage.id,
      step_id: passage.stepId ?? null,
      document_id: passage.documentId ?? null,
      version: passage.version === undefined ? null : String(passage.version),
      page: passage.page === undefined ? null : String(passage.page),
      rank: passage.rank === undefined ? null : String(passage.rank),
      score: passage.score === undefined ? null : String(passage.score),
      is_used: String(usedPassages.includes(ordinal)),
      content: passage.content,
      metadata: JSON.stringify(passage.metadata ?? {}),
    })),
    claim: claims.map(({ claimId, ordinal, kind, path, range, text, value, state, risk: own, anchors, candidates, terms, fresh }) => ({
      ...key,
      claim_id: claimId,
      ordinal: String(ordinal),
      kind,
      path,
      range_start: range ? String(range[0]) : null,
      range_end: range ? String(range[1]) : null,
      text,
      value: value === null ? null : JSON.stringify(value),
      state,
      risk: own === null ? null : String(own),
      anchors: JSON.stringify(anchors),
      candidates: JSON.stringify(candidates),
      terms: JSON.stringify(terms),
      fresh: fresh ? JSON.stringify(fresh) : null,
    })),
    finding: findings.map(({ code, severity, claimId, stepId, detail, anchors, checkId, checkVersion }, ordinal) => ({
      ...key,
      ordinal: String(ordinal),
      code,
      severity,
      claim_id: claimId,
      step_id: stepId,
      detail,
      anchors: JSON.stringify(anchors),
      check_id: checkId,
      check_version: checkVersion,
    })),
    risk: [
      {
        ...key,
        score: String(risk.score),
        terms: JSON.stringify(risk.terms),
        model_version: risk.modelVersion,
        checks_version: '0',
        basis: risk.basis ? JSON.stringify(risk.basis) : null,
        learnt: '[]',
      },
    ],
    run_search: [{ run_id: run.runId, ...texts, seq: String(seq), keys: saltedKeys(made, projectId, block) }],
    search_word: [...made.words].map((word) => ({ word, block: String(block) })),
    pattern: pattern
      ? [
          {
            pattern_key: pattern.key,
            coarse_key: pattern.coarseKey,
            made: JSON.stringify(pattern.made),
            first_seen_at: columns['started_at'] ?? null,
            last_seen_at: columns['started_at'] ?? null,
            typical_run_id: run.runId,
          },
        ]
      : [],
    run_input: inputRows(assembled),
    run_alias: run.aliases.map(({ alias, kind }) => ({ run_id: run.runId, alias, kind })),
    item: item ? [item] : [],
    review_event: item && review ? reviewRows(key, item, review, from) : [],
  };
}

function inputRows(assembled: AssembledRun): Row[] {
  const columns = runColumns(assembled);
  return runInputRow({
    ...columns,
    startedAt: columns.startedAt ?? new Date(0),
    runId: assembled.runId,
    input: searchTexts(assembled).input,
  }).map(({ runId, digest, bands, variant, startedAt }) => ({
    run_id: runId,
    version: String(SIGNATURE_VERSION),
    digest,
    bands: `{${bands.join(',')}}`,
    variant: String(variant),
    started_at: startedAt,
  }));
}

function columnsOf(assembled: AssembledRun): Row {
  const columns = runColumns(assembled);
  const rows: Row = {};
  for (const [name, value] of Object.entries(columns)) {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value instanceof Date) rows[column] = value.toISOString();
    else rows[column] = Array.isArray(value) ? textList(value) : value === null ? null : String(value);
  }
  return rows;
}

function stepRows({ run }: GeneratedRun, receivedAt: string): Rows {
  const rows = run.steps.map((step) => stepRow(run.runId, step));
  return {
    step: rows.map((row) => ({
      run_id: row.runId,
      step_id: row.stepId,
      parent_id: row.parentId,
      kind: row.kind,
      source_kind: row.sourceKind,
      name: row.name,
      started_at: row.startNs === null ? null : isoMicros(row.startNs),
      ended_at: row.endNs === null ? null : isoMicros(row.endNs),
      start_ns: row.startNs === null ? null : String(row.startNs),
      end_ns: row.endNs === null ? null : String(row.endNs),
      status: row.status,
      error: row.error,
      model_name: row.modelName,
      facts: jsonText(row.facts),
      content_hash: `\\x${Buffer.from(row.contentHash, 'latin1').toString('hex')}`,
      received_at: receivedAt,
    })),
    step_io: rows.map(({ runId, stepId, input, output, attributes, events }) => ({
      run_id: runId,
      step_id: stepId,
      input: input && jsonText(input),
      output: output && jsonText(output),
      attributes: jsonText(attributes),
      events: jsonText(events),
    })),
  };
}

function textList(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
