// What the runs of an incident have in common, as typed data: by it they are found, counted, queued and named.
import { z } from 'zod';

const text = (max: number) => z.string().min(1).max(max);
/** MD5 in the form of a UUID, which is none by RFC 9562: its version and variant are whatever the text gives. */
const md5 = z.guid();

export const incidentCauseSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('passage'), key: md5, document_id: text(1000).nullable(), page: z.int().nullable() }),
  z.strictObject({ by: z.literal('page'), document_id: text(1000), version: z.int().nullable(), page: z.int() }),
  z.strictObject({ by: z.literal('document'), document_id: text(1000), version: z.int().nullable() }),
  z.strictObject({ by: z.literal('prompt'), prompt_id: text(1000).nullable(), prompt_version: text(1000) }),
  z.strictObject({ by: z.literal('step_error'), step_kind: text(40), step_name: text(2000), template: text(300) }),
  z.strictObject({ by: z.literal('fingerprint'), system_fingerprint: text(1000) }),
  z.strictObject({ by: z.literal('route'), route: text(1000) }),
  /** `title` is what the pattern is in words; it names the cause and is no part of what it is. */
  z.strictObject({ by: z.literal('pattern'), pattern_key: text(2000), title: text(2000).nullable().default(null) }),
  /** An alarm over a distribution; `slice` says in which part of the runs, e.g. `{ route: 'refund' }`. */
  z.strictObject({
    by: z.literal('drift'),
    metric: text(200),
    slice: z.record(z.string().max(200), z.string().max(1000)),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
  }),
  /** Somebody saw it; the runs are those that are added. */
  z.strictObject({ by: z.literal('report'), run_id: text(1000).nullable() }),
]);
export type IncidentCause = z.infer<typeof incidentCauseSchema>;
export type CauseKind = IncidentCause['by'];

/** What sort of thing is shared, as a noun. */
export const CAUSE_NOUNS: Record<CauseKind, string> = {
  passage: 'passage',
  page: 'document page',
  document: 'document version',
  prompt: 'prompt version',
  step_error: 'failing step and error',
  fingerprint: 'model fingerprint',
  route: 'route',
  pattern: 'failure pattern',
  drift: 'drift',
  report: 'report',
};

/** The cause in one line, for lists, reasons and the dossier. */
export function causeSentence(cause: IncidentCause): string {
  switch (cause.by) {
    case 'passage':
      return cause.document_id === null
        ? 'Same passage text'
        : `Same passage of ${cause.document_id}${cause.page === null ? '' : `, page ${cause.page}`}`;
    case 'page':
      return `${cause.document_id}${ofVersion(cause.version)}, page ${cause.page}`;
    case 'document':
      return `${cause.document_id}${ofVersion(cause.version)}`;
    case 'prompt':
      return `Prompt ${cause.prompt_id === null ? '' : `${cause.prompt_id} `}version ${cause.prompt_version}`;
    case 'step_error':
      return `${cause.step_name} fails: ${cause.template}`;
    case 'fingerprint':
      return `Model build ${cause.system_fingerprint}`;
    case 'route':
      return `Route ${cause.route}`;
    case 'pattern':
      return cause.title ?? `Failure pattern ${cause.pattern_key}`;
    case 'drift':
      return `Drift of ${cause.metric}${Object.values(cause.slice).length ? ` in ${Object.values(cause.slice).join(', ')}` : ''}`;
    case 'report':
      return cause.run_id === null ? 'Reported' : `Reported with run ${cause.run_id}`;
  }
}

function ofVersion(version: number | null): string {
  return version === null ? ', version not stated' : ` version ${version}`;
}
