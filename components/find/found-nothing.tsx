import { Search, SearchX } from 'lucide-react';
import { PlainText } from '@/components/evidence/plain-text';
import { FoundRuns } from '@/components/runs/found-runs';
import { EmptyState } from '@/components/ui/empty-state';

interface FoundNothingProps {
  project: string;
  asked: string;
  closest: Parameters<typeof FoundRuns>[0]['runs'];
  canSearch: boolean;
  isIndexing: boolean;
}

/** Neither an id nor words of any run; ids that look alike, and what else to try. */
export function FoundNothing({ project, asked, closest, canSearch, isIndexing }: FoundNothingProps) {
  return (
    <>
      <h1 className="sr-only">Find a run</h1>
      <EmptyState icon={asked === '' ? Search : SearchX} title={asked === '' ? 'Which run?' : 'No run found'} className="py-8">
        {asked === '' ? (
          'Type an ID of a run, trace, span, session, item, request, document or user into the box above, or some words of an input, an output or a source.'
        ) : (
          <>
            “<PlainText text={asked.length > 200 ? `${asked.slice(0, 200)}…` : asked} className="break-words" />” is no ID of this project
            {canSearch
              ? ', and no run has these words in its input, output or context. A run can be found by its words once it has been checked, by its ID as soon as its first span has arrived.'
              : '. You may see runs, but not search in what they hold.'}
            {isIndexing ? ' Runs of before the last update are still being prepared for searching.' : null}
          </>
        )}
      </EmptyState>
      {closest.length > 0 ? (
        <>
          <h2 className="font-medium text-sm">Did you mean one of these?</h2>
          <FoundRuns project={project} runs={closest} label="Runs with a similar ID" />
        </>
      ) : null}
    </>
  );
}
