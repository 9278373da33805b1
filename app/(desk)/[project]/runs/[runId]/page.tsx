import type { Metadata } from 'next';
import { WhyPanel } from '@/components/explain/why-panel';
import { BlastKey } from '@/components/incidents/blast-key';
import { MaskedValues } from '@/components/evidence/masked-values';
import { AsOfMenu } from '@/components/runs/as-of-menu';
import { CutNotice } from '@/components/runs/cut-notice';
import { RunHeader } from '@/components/runs/run-header';
import { RunMeasures } from '@/components/runs/run-measures';
import { runPageHref, runPageQuerySchema } from '@/components/runs/run-page-query';
import { RunScores } from '@/components/runs/run-scores';
import { RunTabs } from '@/components/runs/run-tabs';
import { SiblingsMenu } from '@/components/runs/siblings-menu';
import { CompareKey } from '@/components/siblings/compare-key';
import { TraceVerdict } from '@/components/runs/trace-verdict';
import { ViewSwitch } from '@/components/runs/view-switch';
import { BoundaryDetail } from '@/components/trace/boundary-detail';
import { TraceMapStrip } from '@/components/trace/trace-map-strip';
import { requireViewer } from '@/lib/auth/viewer';
import { explainDetail } from '@/lib/data/runs/explanation';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { listSiblings } from '@/lib/data/runs/run-siblings';
import { maskedValuesIn } from '@/lib/domain/mask-token';
import { isMissing } from '@/lib/domain/step-mark';
import { can } from '@/lib/domain/policy';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { traceMap } from '@/lib/domain/trace-map';
import { paths } from '@/lib/paths';
import { revealAction } from '@/app/(desk)/[project]/reveal-action';
import { findRunOrAsk } from './find-run-or-ask';
import { RunTabContent } from './run-tab-content';

interface RunPageProps {
  params: Promise<{ project: string; runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  return { title: `Run ${decodeURIComponent((await params).runId)}` };
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const { project, runId } = await params;
  const viewer = await requireViewer(project);
  const query = runPageQuerySchema.parse(await searchParams);
  const id = decodeURIComponent(runId);
  const run = await findRunOrAsk(viewer, id, query.as_of ? new Date(query.as_of) : null);
  const siblings = await listSiblings(viewer, id);
  const map = traceMap(run);
  const explanation = await explainDetail(viewer, run, siblings, map);
  const selected = query.at ?? map.failedAt ?? map.firstSign ?? 'output';
  const boundary = map.boundaries.find((each) => each.id === selected);
  const path = paths.run(project, id);
  const hrefOf = (changes: Parameters<typeof runPageHref>[2]) => runPageHref(path, query, changes);
  const isChanged = JSON.stringify(run.originalOutput) !== JSON.stringify(run.effectiveOutput);
  return (
    <div className="mx-auto grid max-w-[112rem] gap-3 px-4 py-3">
      <RunHeader
        run={run}
        actions={
          <>
            <MaskedValues
              values={maskedValuesIn(run)}
              reveal={can(viewer, 'content.reveal') ? revealAction.bind(null, project, id) : null}
            />
            <SiblingsMenu project={project} runId={id} siblings={siblings} isChanged={isChanged} />
            <CompareKey
              bindings={await getKeyBindings(viewer)}
              href={siblings[0] ? paths.compare(project, id, siblings[0].run.runId) : paths.siblings(project, id)}
            />
            {can(viewer, 'incident.read') ? <BlastKey bindings={await getKeyBindings(viewer)} href={paths.blast(project, id)} /> : null}
            <AsOfMenu
              asOf={query.as_of ?? null}
              revisions={run.revisions}
              reviews={run.reviews}
              hrefOf={(asOf) => hrefOf({ as_of: asOf })}
            />
            <ViewSwitch view={query.view} isChanged={isChanged} hrefOf={(view) => hrefOf({ view })} />
          </>
        }
      />
      <RunMeasures project={project} run={run} />
      <CutNotice
        cut={run.record.cut}
        rawHref={hrefOf({ tab: 'raw' })}
        downloadHref={paths.runRecord(project, id, { as_of: query.as_of ?? null })}
      />
      <TraceVerdict map={map} isPending={run.evaluatedAt === null} outcome={run.reviewOutcome} />
      <WhyPanel explanation={explanation} at={{ project, runId: id, query }} bindings={await getKeyBindings(viewer)} />
      <TraceMapStrip map={map} selected={selected} hrefOf={(at) => hrefOf({ at })} />
      {boundary ? (
        <BoundaryDetail
          boundary={boundary}
          findingsHref={hrefOf({ tab: 'evidence' })}
          stepHref={(step) => hrefOf({ tab: 'steps', step, at: selected })}
        />
      ) : null}
      <RunScores
        scores={run.scores}
        runId={id}
        nameOf={namesOf(run, new Set(run.scores.map(({ target }) => target.stepId)))}
        stepHref={(step) => hrefOf({ tab: 'steps', step })}
      />
      <RunTabs
        current={query.tab}
        hrefOf={(tab) => hrefOf({ tab })}
        counts={{
          steps: run.record.steps.filter(({ mark }) => !isMissing(mark)).length + run.reviewSteps.length,
          evidence: run.claims.length,
          context: run.record.passages.length,
          reviews: run.reviews.length,
          raw: null,
        }}
      />
      <RunTabContent viewer={viewer} run={run} query={query} stepIds={boundary?.stepIds ?? []} />
    </div>
  );
}

function namesOf({ record }: RunDetail, wanted: ReadonlySet<string | undefined>): Map<string, string> {
  return new Map(record.steps.flatMap(({ stepId, name }) => (wanted.has(stepId) ? [[stepId, name] as const] : [])));
}
