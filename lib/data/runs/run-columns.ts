// The columns by which runs are listed, filtered and searched, from an assembled run.
import 'server-only';
import type { AssembledRun, Json } from '@/lib/domain/run/run';
import { isMissing } from '@/lib/domain/step-mark';

const PREVIEW_CHARS = 300;
const HEAD_CHARS = 4000;

/** Previews are for lists; the whole stands in the revision. */
export function runColumns({ facts, steps }: AssembledRun) {
  const starts = steps.flatMap((step) => (step.startNs === null ? [] : [BigInt(step.startNs)]));
  const ends = steps.flatMap((step) => (step.endNs === null ? [] : [BigInt(step.endNs)]));
  const startedAt =
    instant(facts.startedAt) ?? fromNs(starts.reduce<bigint | null>((least, ns) => (least === null || ns < least ? ns : least), null));
  const endedAt =
    instant(facts.endedAt) ?? fromNs(ends.reduce<bigint | null>((most, ns) => (most === null || ns > most ? ns : most), null));
  const { usage } = facts;
  return {
    name: facts.name ?? null,
    sessionId: facts.sessionId ?? null,
    userId: facts.userId ?? null,
    environment: facts.environment ?? null,
    release: facts.release ?? null,
    route: facts.route ?? null,
    promptId: facts.promptId ?? null,
    promptVersion: facts.promptVersion ?? null,
    modelProvider: facts.modelProvider ?? null,
    modelName: facts.modelName ?? null,
    systemFingerprint: facts.systemFingerprint ?? null,
    ...(startedAt ? { startedAt } : {}),
    endedAt,
    latencyMs: facts.latencyMs ?? (startedAt && endedAt ? Math.max(0, endedAt.getTime() - startedAt.getTime()) : null),
    costUsd: facts.costUsd ?? null,
    inputTokens: usage?.inputTokens === undefined ? null : BigInt(Math.round(usage.inputTokens)),
    outputTokens: usage?.outputTokens === undefined ? null : BigInt(Math.round(usage.outputTokens)),
    tags: facts.tags ?? [],
    stepCount: steps.filter(({ mark }) => !isMissing(mark)).length,
    errorCount: steps.filter((step) => step.status === 'error').length,
    inputPreview: preview(facts.input),
    outputPreview: preview(facts.output),
  };
}

/** What people search in: input, output, and everything the model was given. */
export function searchTexts({ facts, passages }: AssembledRun): { input: string; output: string; context: string } {
  const context = [facts.instructions ?? '', ...passages.map((passage) => passage.content)].join('\n');
  return { input: textOf(facts.input), output: textOf(facts.output), context };
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Cut between code points, so that no half of a pair is left; of a long text only the head is looked at. */
function preview(value: Json | undefined): string {
  const text = textOf(value).trimStart().slice(0, HEAD_CHARS).replace(/\s+/g, ' ').trim();
  return text.length <= PREVIEW_CHARS ? text : `${Array.from(text).slice(0, PREVIEW_CHARS).join('')}…`;
}

function instant(text: string | undefined): Date | null {
  const date = text === undefined ? null : new Date(text);
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

function fromNs(ns: bigint | null): Date | null {
  return ns === null ? null : new Date(Number(ns / 1_000_000n));
}
