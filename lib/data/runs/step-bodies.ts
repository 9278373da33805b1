// The beginnings of what went into steps and came out of them, with a digest of the whole: enough to align 100,000 steps.
import 'server-only';
import type { BodyPart } from '@/lib/domain/compare/comparable-run';
import { PROMPT_PARTS, type StepPrompts } from '@/lib/domain/compare/compare-prompts';
import { messageText } from '@/lib/domain/assemble/assemble-text';
import type { Json, Message, StepFacts } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';

export interface StepBodies {
  input: BodyPart;
  output: BodyPart;
}

interface BodyRow {
  stepId: string;
  inputDigest: string | null;
  inputHead: string | null;
  inputChars: number | null;
  outputDigest: string | null;
  outputHead: string | null;
  outputChars: number | null;
}

/**
 * By step id, `chars` characters of each body; of all steps of the run, or of `stepIds`. A model call without an input of its own was
 * given messages: the last of them stands for it, the digest covers all.
 */
export async function stepBodies(
  tx: Tx,
  { projectId, runId, stepIds }: { projectId: string; runId: string; stepIds?: readonly string[] },
  chars: number,
): Promise<ReadonlyMap<string, StepBodies>> {
  const rows = await tx.$queryRaw<BodyRow[]>`
    SELECT b.step_id AS "stepId", md5(b.input_all) AS "inputDigest", left(b.input_text, ${chars}::int) AS "inputHead",
      char_length(b.input_text) AS "inputChars", md5(b.output_all) AS "outputDigest", left(b.output_text, ${chars}::int) AS "outputHead",
      char_length(b.output_text) AS "outputChars"
    FROM (SELECT s.step_id, coalesce(i.input, s.facts->'messages')::text AS input_all, coalesce(i.input #>> '{}', s.facts->'messages'->>-1) AS input_text,
        coalesce(i.output, s.facts->'outputMessages')::text AS output_all, coalesce(i.output #>> '{}', s.facts->'outputMessages'->>-1) AS output_text
      FROM step s LEFT JOIN step_io i ON i.project_id = ${projectId}::uuid AND i.run_id = s.run_id AND i.step_id = s.step_id
      WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId}
        AND (${stepIds === undefined} OR s.step_id = ANY (${[...(stepIds ?? [])]}::text[]))) b`;
  return new Map(
    rows.map((row) => [
      row.stepId,
      { input: part(row.inputDigest, row.inputHead, row.inputChars), output: part(row.outputDigest, row.outputHead, row.outputChars) },
    ]),
  );
}

function part(digest: string | null, head: string | null, chars: number | null): BodyPart {
  return { digest, head: head ?? '', isCut: (chars ?? 0) > (head ?? '').length };
}

/** Longer prompts are compared by their beginnings. Characters. */
const PROMPT_CHARS = 20_000;

/** What these steps were told, as far as the trace says it. */
export async function stepPrompts(tx: Tx, projectId: string, runId: string, stepIds: readonly string[]): Promise<StepPrompts> {
  const rows = await tx.step.findMany({
    where: { projectId, runId, stepId: { in: [...stepIds] }, kind: { in: ['LLM', 'PROMPT'] } },
    select: { stepId: true, facts: true },
  });
  return new Map(rows.map(({ stepId, facts }) => [stepId, promptOf(facts as unknown as StepFacts)]));
}

function promptOf(facts: StepFacts): { [part in (typeof PROMPT_PARTS)[number]]?: Json } {
  const messages = facts.messages ?? [];
  const said = (list: readonly Message[]) => list.map((message) => messageText(message)).join('\n\n');
  const system = facts.systemInstructions ?? said(messages.filter(({ role }) => role === 'system'));
  const rendered = facts.renderedPrompt ?? messages.map((message) => `${message.role}: ${messageText(message)}`).join('\n\n');
  return {
    ...(facts.promptTemplate ? { template: facts.promptTemplate } : {}),
    ...(facts.promptVariables ? { variables: facts.promptVariables } : {}),
    ...(system ? { system: system.slice(0, PROMPT_CHARS) } : {}),
    ...(rendered ? { rendered: rendered.slice(0, PROMPT_CHARS) } : {}),
  };
}
