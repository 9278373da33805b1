// The sentence model that scores runs of this installation: the shipped one, or the one in the file that the operator names.
import 'server-only';
import { readFileSync } from 'node:fs';
import { type SentenceModel, sentenceModelSchema } from '@/lib/domain/risk/sentence-model';
import { env } from '@/lib/env';

let held: { path: string; model: SentenceModel } | undefined;

/**
 * Undefined for the shipped model. Throws a sentence that says what is wrong with the file of COUNTERSIGN_RISK_WEIGHTS; the worker
 * asks once when it starts, so a wrong file stops it there.
 */
export function sentenceWeights(): SentenceModel | undefined {
  const path = env().COUNTERSIGN_RISK_WEIGHTS;
  if (path === undefined) return undefined;
  if (held?.path !== path) held = { path, model: readWeights(path) };
  return held.model;
}

export function readWeights(path: string): SentenceModel {
  const refuse = (why: string) =>
    new Error(`COUNTERSIGN_RISK_WEIGHTS: ${path} ${why}. Give a file that \`npm run fit:risk -- --out FILE\` wrote, or unset it.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
  }
  const result = sentenceModelSchema.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refuse(`is no sentence model: ${issue?.path.join('.') || 'the file'} ${issue?.message ?? ''}`.trim());
}
