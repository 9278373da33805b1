import { Coins } from 'lucide-react';
import type { Metadata } from 'next';
import { CostCharts } from '@/components/cost/cost-charts';
import { CostFigures } from '@/components/cost/cost-figures';
import { CostPartPanel } from '@/components/cost/cost-part';
import { CostTable } from '@/components/cost/cost-table';
import { CostWindow } from '@/components/cost/cost-window';
import { CostStanding } from '@/components/cost/cost-standing';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { getCost } from '@/lib/data/insights/cost';
import { type CostKind, KEPT_VALUES } from '@/lib/domain/cost/cost-kind';
import { costQuerySchema } from '@/lib/domain/cost/cost-view';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Cost' };

interface CostPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const NOTES: Partial<Record<CostKind, string>> = {
  path: 'by the names of the steps, from the root',
  query: 'as the sender calls it (metadata.query_type), else by the first words of the question',
  step: 'steps that tell tokens or a cost of their own',
  model: 'by the step that called it',
};

/** Paths first: where the money goes inside the workflow. */
const ORDER: readonly CostKind[] = ['path', 'route', 'prompt', 'model', 'query', 'step', 'user'];

export default async function CostPage({ params, searchParams }: CostPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const asked = costQuerySchema.safeParse(await searchParams);
  const { range, total, days, groups, part, countedAt, waitingDays } = await getCost(viewer, asked.success ? asked.data : {});
  const hrefOf = (kind: CostKind, value: string) =>
    `${paths.insight(project, 'cost', { ...range, kind })}&value=${encodeURIComponent(value)}`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader
        title="Cost"
        description="What runs cost, and where in the workflow it arises."
        actions={<CostWindow project={project} range={range} />}
      />
      {total.runs === 0 ? (
        <EmptyState icon={Coins} title="No run was counted in these days">
          Runs are counted within a minute or two after they have come to rest. Runs from before cost was kept are counted in the
          background.
        </EmptyState>
      ) : (
        <>
          <CostFigures sums={total} />
          <CostStanding project={project} total={total} models={groups.find(({ kind }) => kind === 'model')?.rows ?? []} />
          {part ? (
            <CostPartPanel project={project} part={part} range={range} closeHref={paths.insight(project, 'cost', { ...range })} />
          ) : (
            <CostCharts project={project} days={days} />
          )}
          {ORDER.flatMap((kind) => groups.find((group) => group.kind === kind) ?? []).map((group) => (
            <CostTable
              key={group.kind}
              group={group}
              total={total}
              hrefOf={hrefOf}
              {...(NOTES[group.kind] ? { note: NOTES[group.kind] } : {})}
            />
          ))}
        </>
      )}
      <p className="text-muted-foreground text-xs">
        Days are UTC days of the start of a run. Of each day and kind the {KEPT_VALUES} dearest values are told apart; what is beyond stands
        as “all others”. Cached tokens are a part of those in, reasoning tokens of those out.
        {waitingDays > 0 ? ` ${waitingDays} of these days have changed since they were counted and are counted again.` : ''}
        {countedAt ? ` Counted last at ${countedAt.slice(0, 16).replace('T', ' ')} UTC.` : ''}
      </p>
    </div>
  );
}
