import { ClaimsPanel } from '@/components/runs/claims-panel';
import { ContextPanel } from '@/components/runs/context-panel';
import { OutputPanel } from '@/components/runs/output-panel';
import { RawPanel } from '@/components/runs/raw-panel';
import { ReviewsPanel } from '@/components/runs/reviews-panel';
import { type RunPageQuery, runPageHref } from '@/components/runs/run-page-query';
import { StepsView } from '@/components/trace/steps-view';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { getStepColumns } from '@/lib/data/runs/step-columns';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { paths } from '@/lib/paths';
import { loadStepAction } from './load-step-action';

/** Steps that come with the page, about 45 KB; the others are fetched. */
const FIRST_STEPS = 1000;

interface RunTabContentProps {
  viewer: Actor;
  run: RunDetail;
  query: RunPageQuery;
  /** Steps of the boundary that is looked at. */
  stepIds: readonly string[];
}

/** The part of the run that the address names. */
export async function RunTabContent({ viewer, run, query, stepIds }: RunTabContentProps) {
  const { record } = run;
  const asOf = query.as_of ? new Date(query.as_of) : null;
  switch (query.tab) {
    case 'evidence':
      return (
        <div className="grid items-start gap-3">
          <OutputPanel original={run.originalOutput} effective={run.effectiveOutput} view={query.view} />
          <ClaimsPanel claims={run.claims} findings={run.findings} isPending={run.evaluatedAt === null} />
        </div>
      );
    case 'context':
      return (
        <ContextPanel
          passages={record.passages}
          used={run.usedPassages}
          contextRefs={record.facts.contextRefs ?? []}
          at={Number(query.passage ?? 0)}
          pageHref={(ordinal) => runPageHref(paths.run(viewer.projectSlug, record.runId), query, { passage: String(ordinal) })}
          documentHref={can(viewer, 'document.read') ? (id) => paths.document(viewer.projectSlug, id) : null}
        />
      );
    case 'reviews':
      return (
        <ReviewsPanel
          project={viewer.projectSlug}
          items={run.items}
          reviews={run.reviews}
          unapplied={run.unapplied}
          canReadTrail={can(viewer, 'trail.read')}
        />
      );
    case 'raw':
      return (
        <RawPanel
          apiPath={`/api/v1/runs/${encodeURIComponent(record.runId)}`}
          url={paths.runRecord(viewer.projectSlug, record.runId, { view: query.view, as_of: query.as_of ?? null })}
        />
      );
    default:
      return (
        <StepsView
          chunk={await getStepColumns(viewer, record.runId, { limit: FIRST_STEPS, asOf })}
          run={{ project: viewer.projectSlug, runId: record.runId, asOf: asOf?.toISOString() ?? null }}
          bindings={await getKeyBindings(viewer)}
          first={firstStep(record.steps, stepIds)}
          findings={run.findings.filter(({ stepId }) => stepId !== null)}
          loadStep={loadStepAction.bind(null, viewer.projectSlug, record.runId)}
        />
      );
  }
}

/** Where to look first: the failed step of the boundary, else any step of it, else the first failure of the run, else its root. */
function firstStep(steps: RunDetail['record']['steps'], stepIds: readonly string[]): string | null {
  const failed = steps.filter(({ status }) => status === 'error');
  const own = failed.find(({ stepId }) => stepIds.includes(stepId))?.stepId ?? stepIds[0];
  return own ?? failed[0]?.stepId ?? steps[0]?.stepId ?? null;
}
