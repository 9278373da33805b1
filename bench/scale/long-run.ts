// One run of very many steps: an agent that plans, calls tools and models, with branches of uneven depth.
import type { CanonicalStep } from '@/lib/domain/run/run';
import { plainStep } from './canonical-run';
import type { Corpus } from './corpus';
import { type Random, random } from './random';
import { type Place, type Rows, rowsOf } from './rows';

/** Rows of the run `long-<steps>`, which started at `startMs`. */
export function longRun(seed: number, steps: number, startMs: number, texts: Corpus, place: Place): Rows {
  const from = random(seed, 211, steps);
  const document = texts.draw(from);
  const all = manySteps(from, steps, startMs, (words) => document.language.sentence(from, words));
  const facts = {
    name: 'long-agent',
    route: 'technical',
    environment: 'production',
    promptId: 'agent',
    promptVersion: 'v6',
    modelName: 'meridian-large-2',
  };
  const texted = { ...facts, input: document.questions[0] ?? '', output: document.language.sentence(from, 40) };
  const run = { runId: `long-${steps}`, source: 'otel-genai', facts: texted, factRanks: {}, isWhole: false, steps: all, aliases: [] };
  const asked = { document, question: texted.input, isRecurring: false, retrieved: [] };
  const generated = { run, asked, sentences: [], isToolFailed: false, isFallback: false, hasSchemaError: false };
  const risk = { score: 0.3, terms: [], modelVersion: 'risk-4' };
  const nothing = { evaluation: { claims: [], findings: [], risk, usedPassages: [] }, review: null, isWaiting: false };
  return rowsOf(generated, nothing, from, place);
}

/** Each step hangs below the root or one of the last open ones; leaves are model and tool calls, every fiftieth fails. */
function manySteps(from: Random, count: number, startMs: number, text: (words: number) => string): CanonicalStep[] {
  const rootId = from.hex(16);
  const startNs = BigInt(startMs) * 1_000_000n;
  const steps = [{ ...plainStep(rootId, null, 'AGENT', 'long-agent', startNs, startNs + BigInt(count) * 2_000_000n), input: text(20) }];
  let open = [rootId];
  for (let index = 1; index < count; index++) {
    const kind = from.pick(['LLM', 'TOOL', 'TOOL', 'RETRIEVAL', 'CHAIN', 'AGENT', 'VALIDATION'] as const);
    const begin = startNs + BigInt(index) * 2_000_000n;
    const stepId = from.hex(16);
    const isFailed = kind === 'TOOL' && from.chance(0.02);
    steps.push({
      ...plainStep(
        stepId,
        open[Math.floor(open.length * from.next() ** 0.4)] ?? rootId,
        kind,
        `${kind.toLowerCase()} ${from.below(40)}`,
        begin,
        begin + BigInt(1_000_000 + from.below(900_000)),
      ),
      status: isFailed ? 'error' : 'ok',
      error: isFailed ? `Timeout after ${from.below(9000)} ms` : null,
      input: text(6 + from.below(10)),
      output: isFailed ? null : text(8 + from.below(30)),
      facts:
        kind === 'LLM'
          ? {
              modelName: 'meridian-large-2',
              usage: { inputTokens: from.below(4000), outputTokens: from.below(600) },
              costUsd: from.below(9000) / 1e6,
            }
          : kind === 'TOOL'
            ? { toolName: `tool_${from.below(40)}` }
            : {},
    });
    if (kind === 'CHAIN' || kind === 'AGENT') open = [...open.slice(-12), stepId];
  }
  return steps;
}
