import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { CompareSummary } from '@/components/diff/compare-summary';
import { CompareToolbar } from '@/components/diff/compare-toolbar';
import { ComparedSides } from '@/components/diff/compared-sides';
import { RunDifference } from '@/components/diff/run-difference';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { getComparison } from '@/lib/data/runs/run-compare';
import { answerLikeness } from '@/lib/domain/compare/same-answer';
import { traceMap } from '@/lib/domain/trace-map';
import { paths } from '@/lib/paths';
import { loadRowsAction } from './load-rows-action';
import { stepRows } from './step-rows';

export const metadata: Metadata = { title: 'Compare runs' };

interface ComparePageProps {
  params: Promise<{ project: string; runId: string; otherId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const querySchema = z.object({
  view: z.enum(['original', 'effective']).catch('original'),
  same: z.literal('1').optional().catch(undefined),
});

export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const { project, ...ids } = await params;
  const [leftId, rightId] = [decodeURIComponent(ids.runId), decodeURIComponent(ids.otherId)];
  const { view, same } = querySchema.parse(await searchParams);
  const isAll = same === '1';
  const viewer = await requireViewer(project);
  const { left, right, comparison } = await orNotFound(getComparison(viewer, leftId, rightId, { view }));
  const isOneRun = leftId === rightId;
  const outputs =
    view === 'original'
      ? [left.originalOutput, right.originalOutput]
      : [isOneRun ? left.originalOutput : left.effectiveOutput, right.effectiveOutput];
  return (
    <div className="mx-auto grid max-w-[100rem] grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
      <PageHeader
        title={isOneRun ? 'One run, original against effective' : 'Two runs side by side'}
        description={
          <>
            {isOneRun
              ? 'What the run said on the left, and what its reviewers made of it on the right.'
              : 'Aligned by structure and content; j and k go from difference to difference.'}{' '}
            <Link href={paths.siblings(project, leftId)} className="text-link underline underline-offset-2">
              All siblings of the left run
            </Link>
          </>
        }
        actions={
          <CompareToolbar
            project={project}
            leftId={leftId}
            rightId={rightId}
            view={view}
            isAll={isAll}
            bindings={await getKeyBindings(viewer)}
          />
        }
        className="[&>div:last-child]:shrink"
      />
      <ComparedSides
        project={project}
        left={{ run: left, map: traceMap(left) }}
        right={{ run: right, map: traceMap(right) }}
        titles={isOneRun && view === 'effective' ? ['Original', 'Effective'] : ['Left', 'Right']}
      />
      <CompareSummary comparison={comparison} sameOutput={answerLikeness(outputs[0] ?? null, outputs[1] ?? null) === 'same'} />
      <RunDifference
        comparison={comparison}
        isAll={isAll}
        firstSteps={stepRows(comparison, isAll, 0)}
        loadSteps={loadRowsAction.bind(null, { project, leftId, rightId, view, isAll })}
      />
    </div>
  );
}
