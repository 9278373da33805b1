import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import type { RunSibling } from '@/lib/domain/compare/run-sibling';
import { fieldWords } from '@/lib/domain/compare/comparison-words';
import { formatMinute, formatPercent, formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';

interface SiblingsListProps {
  project: string;
  runId: string;
  siblings: readonly RunSibling[];
}

/** Siblings in the order of what they tell, each with what differs. */
export function SiblingsList({ project, runId, siblings }: SiblingsListProps) {
  return (
    <ul className="grid gap-px">
      {siblings.map(({ run, likeness, differs }) => (
        <li key={run.runId}>
          <Link
            href={paths.compare(project, runId, run.runId)}
            prefetch={false}
            className="grid items-baseline gap-x-4 gap-y-0.5 rounded-md px-2 py-1.5 text-sm hover:bg-accent md:grid-cols-[13rem_minmax(0,17rem)_minmax(0,1fr)_9rem]"
          >
            <OneLine text={run.runId} className="font-mono text-xs" />
            <span className="min-w-0 wrap-anywhere">
              {differs.length > 0 ? (
                <>
                  <span className="text-muted-foreground">other </span>
                  <PlainText text={differs.map((field) => `${fieldWords(field)} ${versionOf(run, field) ?? 'not recorded'}`).join(', ')} />
                </>
              ) : (
                <span className="text-muted-foreground">same versions</span>
              )}
            </span>
            <OneLine text={run.outputPreview} className="text-muted-foreground" />
            <span className="tabular text-end text-muted-foreground text-xs">
              {likeness >= 1 ? 'same input' : `${formatPercent(likeness)} alike`}
              {run.risk === null ? '' : `, risk ${formatScore(run.risk)}`}
              <span className="block">{formatMinute(run.startedAt)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function versionOf({ promptVersion, modelName, route, release }: RunSibling['run'], field: RunSibling['differs'][number]): string | null {
  return { prompt_version: promptVersion, model_name: modelName, route, release }[field];
}
