// Trail entries in words.
import type { TrailEntryView } from '@/lib/domain/trail/trail-entry-view';

/** `decision.submitted` reads as "decision submitted". */
export const trailWords = (type: string): string => type.replaceAll(/[._]/g, ' ');

/** Facts that name what an entry is about, in the order in which they are looked for. */
const SUBJECTS = ['document_id', 'set', 'queue', 'user_id', 'key_id', 'connector_id', 'role', 'scope', 'outcome', 'verb'];

/** What it happened to: the run, or what its facts name. */
export function subjectWords({ runId, facts }: Pick<TrailEntryView, 'runId' | 'facts'>): string {
  const named = SUBJECTS.flatMap((field) =>
    typeof facts[field] === 'string' ? [`${field.replace(/_id$/, '').replaceAll('_', ' ')} ${facts[field]}`] : [],
  );
  return [...(runId === null ? [] : [`run ${runId}`]), ...named.slice(0, 2)].join(', ') || 'the project';
}
