// What the address of a run's page says: tab, boundary, which output is shown, and as of when.
import { z } from 'zod';
import { BOUNDARIES } from '@/lib/domain/trace-boundary';

export const RUN_TABS = ['steps', 'evidence', 'context', 'reviews', 'raw'] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const STEP_VIEWS = ['tree', 'waterfall', 'log'] as const;
export type StepView = (typeof STEP_VIEWS)[number];

const one = (value: unknown) => (Array.isArray(value) ? (value as unknown[])[0] : value);

/** Unknown or broken values are left out, so that an old link still opens. */
export const runPageQuerySchema = z.object({
  tab: z.preprocess(one, z.enum(RUN_TABS).catch('steps')),
  at: z.preprocess(one, z.enum(BOUNDARIES).optional().catch(undefined)),
  view: z.preprocess(one, z.enum(['original', 'effective']).catch('original')),
  as_of: z.preprocess(one, z.iso.datetime({ offset: true }).optional().catch(undefined)),
  step: z.preprocess(one, z.string().max(512).optional().catch(undefined)),
  /** How the steps are shown. */
  show: z.preprocess(one, z.enum(STEP_VIEWS).optional().catch(undefined)),
  /** What is searched inside the run. */
  find: z.preprocess(one, z.string().max(400).optional().catch(undefined)),
  claim: z.preprocess(one, z.string().max(512).optional().catch(undefined)),
  /** Ordinal of a passage that is to be on the page of passages. */
  passage: z.preprocess(
    one,
    z
      .string()
      .regex(/^\d{1,7}$/)
      .optional()
      .catch(undefined),
  ),
});
export type RunPageQuery = z.infer<typeof runPageQuerySchema>;

type Shown = { [K in keyof RunPageQuery]?: RunPageQuery[K] | undefined };

/** The query with some of it changed; what is as it starts is left out of the address. */
export function runPageHref(path: string, query: RunPageQuery, changes: Shown): string {
  const next = { ...query, ...changes };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(next)) {
    if (value !== undefined && !(name === 'tab' && value === 'steps') && !(name === 'view' && value === 'original'))
      search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
