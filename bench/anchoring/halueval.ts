// What is said of answers that came without any source: HaluEval, general questions. Nothing may count as borne out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { EvidenceState } from '@/lib/domain/evidence';

export interface SourcelessFigures {
  answers: number;
  claims: number;
  /** Answers with a claim in a state that bears it out. */
  supported: string[];
  /** Requests that bring the text which the answer has to go by: an article to rewrite, say. They are checked against that. */
  withOwnText: number;
  /** All other answers of which nobody is told that there was nothing to check against. */
  unsaid: string[];
}

const SUPPORTING: readonly EvidenceState[] = ['exact', 'normalised', 'approximate', 'moved', 'ambiguous'];

export function sourcelessFigures(data: string): SourcelessFigures {
  const lines = readFileSync(join(data, 'halueval-general/general_data.jsonl'), 'utf8').trim().split('\n');
  const figures: SourcelessFigures = { answers: 0, claims: 0, withOwnText: 0, supported: [], unsaid: [] };
  for (const line of lines) {
    const row = JSON.parse(line) as { ID: string; user_query: string; chatgpt_response: string };
    const run = assembleRun({ runId: row.ID, source: 'plain', facts: { input: row.user_query, output: row.chatgpt_response }, steps: [] });
    const { claims, findings } = evaluateRun({ run, steps: [], documents: [] });
    figures.answers++;
    figures.claims += claims.length;
    if (claims.some(({ state, anchors }) => SUPPORTING.includes(state) || anchors.length > 0)) figures.supported.push(row.ID);
    if (run.passages.length > 0) figures.withOwnText++;
    else if (!findings.some(({ code }) => code === 'nothing_to_check_against')) figures.unsaid.push(row.ID);
  }
  return figures;
}
