// Filters of the list of runs as people type and read them: `route:billing`, `risk:>0.5`, `latency:>2s`, `within:7d`.
import { RUN_STATES, runQuerySchema } from './run-query';

export interface ChipKind {
  /** As it is typed before the colon. */
  word: string;
  title: string;
  /** The parameter of the address; a measure has two, `<parameter>_min` and `<parameter>_max`. */
  parameter: string;
  form: 'value' | 'measure' | 'day' | 'span';
  /** What a value looks like, for a hint. */
  example: string;
  /** Values that can be offered, where they are always the same. */
  values?: readonly string[];
}

export const CHIP_KINDS: readonly ChipKind[] = [
  { word: 'route', title: 'Route', parameter: 'route', form: 'value', example: 'billing' },
  { word: 'prompt', title: 'Prompt version', parameter: 'prompt_version', form: 'value', example: 'v5' },
  { word: 'prompt-id', title: 'Prompt', parameter: 'prompt_id', form: 'value', example: 'policy-answer' },
  { word: 'model', title: 'Model', parameter: 'model_name', form: 'value', example: 'gpt-5' },
  { word: 'finding', title: 'Finding', parameter: 'code', form: 'value', example: 'tool_failed' },
  { word: 'state', title: 'State', parameter: 'state', form: 'value', example: 'waiting', values: RUN_STATES },
  { word: 'risk', title: 'Risk', parameter: 'risk', form: 'measure', example: '>0.5' },
  { word: 'reviewer', title: 'Reviewer', parameter: 'reviewer', form: 'value', example: 'a name' },
  { word: 'workflow', title: 'Workflow', parameter: 'name', form: 'value', example: 'policy-answer' },
  { word: 'environment', title: 'Environment', parameter: 'environment', form: 'value', example: 'production' },
  { word: 'release', title: 'Release', parameter: 'release', form: 'value', example: '2026.4' },
  { word: 'cost', title: 'Cost in US dollars', parameter: 'cost', form: 'measure', example: '>0.05' },
  { word: 'latency', title: 'Latency', parameter: 'latency', form: 'measure', example: '>2s or <800ms' },
  { word: 'tokens', title: 'Tokens', parameter: 'tokens', form: 'measure', example: '>4000' },
  { word: 'document', title: 'Document', parameter: 'document_id', form: 'value', example: 'its ID' },
  { word: 'user', title: 'User', parameter: 'user_id', form: 'value', example: 'its ID' },
  { word: 'session', title: 'Session', parameter: 'session_id', form: 'value', example: 'its ID' },
  { word: 'tag', title: 'Tag', parameter: 'tag', form: 'value', example: 'vip' },
  { word: 'within', title: 'Started within', parameter: 'within', form: 'span', example: '24h, 7d or 4w', values: ['24h', '7d', '4w'] },
  { word: 'from', title: 'Started from', parameter: 'from', form: 'day', example: '2026-11-01' },
  { word: 'to', title: 'Started before', parameter: 'to', form: 'day', example: '2026-12-01' },
  { word: 'pattern', title: 'Failure pattern', parameter: 'pattern', form: 'value', example: 'its key' },
  { word: 'passage', title: 'Passage', parameter: 'passage', form: 'value', example: 'its key' },
  { word: 'incident', title: 'Incident', parameter: 'incident', form: 'value', example: 'its ID' },
  { word: 'fingerprint', title: 'Model fingerprint', parameter: 'fingerprint', form: 'value', example: 'fp_1' },
  { word: 'run', title: 'Run', parameter: 'run_id', form: 'value', example: 'its ID' },
];

export type Asked = Record<string, string | string[]>;

export interface Chip {
  /** Parameter and value, as they stand in the address. */
  parameter: string;
  value: string;
  title: string;
  text: string;
}

/** Units of a measure: what a typed number is multiplied by. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, k: 1000 };

/**
 * Parameters that a typed filter stands for, or a sentence that says what is wrong with it. Text without a known word before a
 * colon is a phrase to look for.
 */
export function readChip(typed: string): { parameters: [string, string][] } | { problem: string } {
  const text = typed.trim();
  const [, word = '', rest = ''] = /^([a-z-]+)\s*:\s*(.*)$/su.exec(text) ?? [];
  const kind = CHIP_KINDS.find((one) => one.word === word);
  if (!kind) return text === '' ? { parameters: [] } : { parameters: [['q', text]] };
  const value = rest.trim();
  if (value === '') return { problem: `${kind.title}: a value is missing, such as ${kind.example}.` };
  const parameters: [string, string][] | null = kind.form === 'measure' ? readMeasure(kind.parameter, value) : [[kind.parameter, value]];
  if (!parameters?.every(([name, one]) => isFit(name, one)))
    return { problem: `${kind.title}: “${value}” is none. Write ${kind.example}.` };
  return { parameters };
}

/** The filters of an address, each value a chip of its own; order and page are none. */
export function chipsOf(asked: Asked): Chip[] {
  return Object.entries(asked).flatMap(([parameter, values]) => {
    if (parameter === 'sort' || parameter === 'limit') return [];
    return [values].flat().map((value): Chip => ({ parameter, value, ...chipText(parameter, value) }));
  });
}

/** The address with parameters added. A filter that holds one value only is replaced. */
export function withChip(asked: Asked, parameters: readonly [string, string][]): Asked {
  const next: Asked = { ...asked };
  for (const [name, value] of parameters) {
    const before = [next[name] ?? []].flat();
    next[name] = isList(name) && !before.includes(value) ? [...before, value] : isList(name) ? before : value;
  }
  return next;
}

export function withoutChip(asked: Asked, { parameter, value }: Pick<Chip, 'parameter' | 'value'>): Asked {
  const { [parameter]: held, ...others } = asked;
  const left = [held ?? []].flat().filter((one) => one !== value);
  return left.length > 0 ? { ...others, [parameter]: left } : others;
}

function chipText(parameter: string, value: string): { title: string; text: string } {
  if (parameter === 'q') return { title: 'Words', text: `“${value}”` };
  const [, measure = '', end = ''] = /^(\w+)_(min|max)$/.exec(parameter) ?? [];
  const kind = CHIP_KINDS.find((one) => one.parameter === (measure || parameter));
  const shown = measure === 'latency' ? milliseconds(Number(value)) : value;
  return { title: kind?.title ?? parameter.replaceAll('_', ' '), text: end === '' ? shown : `${end === 'min' ? '≥' : '≤'} ${shown}` };
}

function milliseconds(ms: number): string {
  return ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`;
}

function readMeasure(parameter: string, text: string): [string, string][] | null {
  const number = (part: string): string | null => {
    const [, digits, unit = ''] = /^\s*\$?\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/.exec(part) ?? [];
    const factor = unit === '' ? 1 : UNITS[unit];
    return digits === undefined || factor === undefined ? null : String(Number(digits) * factor);
  };
  const [, sign, bound] = /^(>=?|<=?|≥|≤)(.*)$/u.exec(text) ?? [];
  if (sign && bound !== undefined) {
    const value = number(bound);
    return value === null ? null : [[`${parameter}_${/[>≥]/u.test(sign) ? 'min' : 'max'}`, value]];
  }
  const [low, high] = text.split(/\s*(?:-|–|\.\.)\s*/u).map(number);
  if (low === undefined || low === null || high === null) return null;
  return high === undefined
    ? [[`${parameter}_min`, low]]
    : [
        [`${parameter}_min`, low],
        [`${parameter}_max`, high],
      ];
}

function isFit(name: string, value: string): boolean {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = runQuerySchema.shape;
  return shape[name]?.safeParse(value).success ?? false;
}

/** Whether several values of the filter mean any of them. */
function isList(name: string): boolean {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } }> = runQuerySchema.shape;
  return name === 'state' || (shape[name]?.safeParse(['a', 'b']).success ?? false);
}
