// Test support: what an independent reading of captured requests says that has to be stored. Absent means: the capture says nothing.
import type { StepKind } from '@/lib/domain/run/run';
import { type Said, nothingSaid } from './said-in';

export interface ExpectedPassage {
  content?: string;
  score?: number;
}

export interface ExpectedStep {
  runId: string;
  /** Several where the wire gives more than one id that may stand for the step; empty where it gives none. */
  stepIds: string[];
  parentId: string | null;
  /** Every kind that is right for it; empty when the capture does not tell. */
  kinds: StepKind[];
  model?: string;
  inputTokens?: number;
  outputTokens?: number;
  cachedTokens?: number;
  reasoningTokens?: number;
  /** What the input and the output of a model call say. */
  input: Said;
  output: Said;
  /** Name of the tool that a tool step ran. */
  tool?: string;
  passages: ExpectedPassage[];
  isError: boolean;
  /** First line. */
  error?: string;
}

export interface ExpectedCase {
  runIds: Set<string>;
  steps: ExpectedStep[];
}

export function expectedStep(over: Pick<ExpectedStep, 'runId' | 'stepIds' | 'parentId'> & Partial<ExpectedStep>): ExpectedStep {
  return { kinds: [], input: nothingSaid(), output: nothingSaid(), passages: [], isError: false, ...over };
}

/** Names that stand for kinds which no SDK has a word for; asked only of plain steps below a root. */
const NAMED: readonly [RegExp, StepKind][] = [
  [/OutputParser$|^parse/i, 'PARSE'],
  [/PromptTemplate$/, 'PROMPT'],
  [/^(route|router|classify)/i, 'ROUTE'],
  [/^validate|check$/i, 'VALIDATION'],
  [/^fallback/i, 'FALLBACK'],
  [/approval|human/i, 'REVIEW'],
];

/** The kind that a source's word stands for, or the one that the name of a plain step stands for. */
export function kindsOf(word: StepKind | undefined, name: string, isRoot: boolean): StepKind[] {
  if (word === undefined) return [];
  if (word !== 'CHAIN' || isRoot) return [word];
  return [NAMED.find(([pattern]) => pattern.test(name.trim()))?.[1] ?? 'CHAIN'];
}

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export type Fields = { [key: string]: Plain };

export function fields(value: unknown): Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
}

/** A text that holds JSON as the value that it means, everything else as it is. */
export function meant(value: unknown): Plain {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return (value ?? null) as Plain;
  try {
    return JSON.parse(value) as Plain;
  } catch {
    return value;
  }
}

export function firstNumber(...values: unknown[]): number | undefined {
  return values.find((value): value is number => typeof value === 'number');
}

export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

const firstLine = (text: string) => text.split('\n')[0] ?? '';

export function failure(message: unknown): Pick<ExpectedStep, 'isError' | 'error'> {
  return typeof message === 'string' && message !== '' ? { isError: true, error: firstLine(message) } : { isError: true };
}

/** Passages wherever a retriever puts a list of them. */
export function passagesIn(value: unknown): ExpectedPassage[] {
  const said = meant(value);
  const list = Array.isArray(said)
    ? said
    : (['documents', 'outputs', 'output', 'matches', 'results'] as const).map((key) => fields(said)[key]).find(Array.isArray);
  return (list ?? []).flatMap((entry) => {
    const document = fields(meant(entry));
    const inner = { ...fields(document['kwargs']), ...document };
    const content = firstText(inner['content'], inner['page_content'], inner['pageContent'], inner['text']);
    const score = firstNumber(inner['score'], fields(meant(inner['metadata']))['score'], inner['relevance_score']);
    if (content === undefined) return [];
    return [{ content, ...(score === undefined ? {} : { score }) }];
  });
}
