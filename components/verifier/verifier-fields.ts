// The fields of the form for a verifier, in the order in which they stand there.
import type { VerifierKind, VerifierSettings } from '@/lib/domain/verifier/verifier-settings';

export const KINDS: Record<VerifierKind, { title: string; about: string; urlHint: string; modelHint: string; example: string }> = {
  scorer: {
    title: 'Scorer',
    about: 'An NLI or grounding model behind one POST: pairs in, scores out.',
    urlHint: 'Where pairs are posted.',
    modelHint: 'Optional; a new name asks anew.',
    example: 'https://scorer.example.com/score',
  },
  judge: {
    title: 'Judge',
    about: 'Any model behind an OpenAI-compatible chat completion.',
    urlHint: '/chat/completions is appended.',
    modelHint: 'As the server calls it.',
    example: 'https://models.example.com/v1',
  },
};

interface NumberField {
  name: Exclude<keyof VerifierSettings, 'kind' | 'url' | 'model'>;
  label: string;
  hint: string;
  initial: number | null;
}

export const LIMIT_FIELDS: readonly NumberField[] = [
  { name: 'timeout_ms', label: 'Time-out in ms', hint: 'Settling waits no longer for it.', initial: 5000 },
  { name: 'max_pairs_per_day', label: 'Pairs a day', hint: 'By UTC day.', initial: 20_000 },
  { name: 'max_pairs_per_run', label: 'Pairs a run', hint: 'Those that need it most.', initial: 100 },
  { name: 'usd_per_1000_pairs', label: 'USD per 1,000 pairs', hint: 'For the estimate. May be empty.', initial: null },
];

export const FINE_FIELDS: readonly NumberField[] = [
  { name: 'weight', label: 'Weight', hint: '0 to 2. With 1, as much as the text.', initial: 1 },
  { name: 'batch_size', label: 'Pairs in one request', hint: 'At most 64; 16 for a judge.', initial: 8 },
  { name: 'concurrency', label: 'Requests at once', hint: 'For one run.', initial: 2 },
  { name: 'evidence_chars', label: 'Characters of evidence', hint: 'With each claim.', initial: 2000 },
];

/** Settings as they were typed; the server says what is wrong with them. */
export function typedSettings(form: FormData, kind: VerifierKind): VerifierSettings {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const numbers = [...LIMIT_FIELDS, ...FINE_FIELDS].map(({ name, initial }) => [
    name,
    text(name) === '' ? initial : Number(text(name).replace(',', '.')),
  ]);
  return { kind, url: text('url'), model: text('model'), ...Object.fromEntries(numbers) } as VerifierSettings;
}

/** The field of the form that a problem of the server belongs to; everything else is said at its end. */
export const SHOWN_PATHS: readonly string[] = [
  '/secret',
  ...['url', 'model', ...LIMIT_FIELDS.map(({ name }) => name), ...FINE_FIELDS.map(({ name }) => name)].map((name) => `/settings/${name}`),
];
