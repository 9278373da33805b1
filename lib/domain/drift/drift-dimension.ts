// The distributions that are watched: what is counted of a run, in which unit, and which runs stand behind a value.
import { binLabel, isBinAfter } from './numeric-bins';

export type DriftUnit = 'runs' | 'claims' | 'reviews' | 'findings' | 'reasons';

export interface DriftDimension {
  key: string;
  /** In a sentence: "refusals 2.1 % → 6.4 %". */
  title: string;
  /** What one count is. */
  unit: DriftUnit;
  /** `kinds`: unordered values. `bins`: ordered bins of a number, compared by which window tends to the greater. */
  scale: 'kinds' | 'bins';
  /** The value that tells the story of a yes/no dimension. */
  event?: string;
  /** Whether the size of the change of a deliberate act (a release) is what is seen here. */
  isDeliberate?: boolean;
}

/** Absent values of a run. */
export const NONE = '';
/** What is over the number of values that are told apart on one day. */
export const OTHERS = '…';

export const DRIFT_DIMENSIONS: readonly DriftDimension[] = [
  { key: 'refusal', title: 'Refusals', unit: 'runs', scale: 'kinds', event: 'refused' },
  { key: 'fallback', title: 'Fallbacks', unit: 'runs', scale: 'kinds', event: 'taken' },
  { key: 'validation', title: 'Validation errors', unit: 'runs', scale: 'kinds', event: 'failed' },
  { key: 'evidence', title: 'Evidence states of claims', unit: 'claims', scale: 'kinds' },
  { key: 'retrieval', title: 'Retrieval', unit: 'runs', scale: 'kinds' },
  { key: 'risk', title: 'Risk bands', unit: 'runs', scale: 'bins' },
  { key: 'confidence', title: 'Stated confidence', unit: 'runs', scale: 'bins' },
  { key: 'finding', title: 'Findings', unit: 'findings', scale: 'kinds' },
  { key: 'finish', title: 'Finish reasons', unit: 'runs', scale: 'kinds' },
  { key: 'route', title: 'Routes', unit: 'runs', scale: 'kinds' },
  { key: 'model', title: 'Models', unit: 'runs', scale: 'kinds' },
  { key: 'prompt', title: 'Prompt versions', unit: 'runs', scale: 'kinds', isDeliberate: true },
  { key: 'review', title: 'Review outcomes', unit: 'reviews', scale: 'kinds' },
  { key: 'override', title: 'Reasons of corrections', unit: 'reasons', scale: 'kinds' },
  { key: 'latency', title: 'Latency', unit: 'runs', scale: 'bins' },
  { key: 'cost', title: 'Cost of a run', unit: 'runs', scale: 'bins' },
  { key: 'tokens', title: 'Tokens of a run', unit: 'runs', scale: 'bins' },
];

export const DIMENSION_KEYS = DRIFT_DIMENSIONS.map(({ key }) => key);

export function findDimension(key: string): DriftDimension | null {
  return DRIFT_DIMENSIONS.find((dimension) => dimension.key === key) ?? null;
}

/** Values of one dimension in the order in which they are shown: bins ascending, kinds by how many there are. */
export function orderValues(dimension: DriftDimension, counts: Readonly<Record<string, number>>): string[] {
  const values = Object.keys(counts);
  if (dimension.scale === 'bins') return values.sort(isBinAfter);
  return values.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1));
}

const WORDS: { [dimension: string]: { [value: string]: string } } = {
  refusal: { refused: 'refused', answered: 'answered' },
  fallback: { taken: 'fallback taken', none: 'no fallback' },
  validation: { failed: 'validation failed', passed: 'passed' },
  retrieval: { none: 'nothing retrieved', unused: 'retrieved, none used', used: 'retrieved and used' },
  finding: { none: 'no finding' },
};

/** A value in words. */
export function valueLabel(dimension: DriftDimension, value: string): string {
  if (value === OTHERS) return 'others';
  const word = WORDS[dimension.key]?.[value];
  if (word !== undefined) return word;
  if (value === NONE) return 'not stated';
  if (dimension.scale === 'bins') return binLabel(dimension.key, value);
  if (dimension.key === 'prompt') return value.replace(PROMPT_SEPARATOR, ' · ');
  return dimension.key === 'route' || dimension.key === 'model' ? value : value.replace(/_/g, ' ');
}

/** Between id and version of a prompt. */
export const PROMPT_SEPARATOR = '\u001f';
