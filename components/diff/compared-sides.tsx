import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { RiskBar } from '@/components/evidence/risk-bar';
import { RunOutcome } from '@/components/runs/run-outcome';
import { TraceVerdict } from '@/components/runs/trace-verdict';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import type { TraceMap } from '@/lib/domain/trace-map';
import { formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';

interface Side {
  run: RunDetail;
  map: TraceMap;
}

/** Which two runs are compared, and where each of them failed. */
export function ComparedSides({
  project,
  left,
  right,
  titles,
}: {
  project: string;
  left: Side;
  right: Side;
  titles: readonly [string, string];
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 md:grid-cols-[repeat(2,minmax(0,1fr))]">
      <SideCard project={project} title={titles[0]} {...left} />
      <SideCard project={project} title={titles[1]} {...right} />
    </div>
  );
}

function SideCard({ project, title, run, map }: Side & { project: string; title: string }) {
  const { runId, facts } = run.record;
  const told = [
    facts.startedAt ? formatInstant(facts.startedAt) : null,
    facts.route,
    [facts.promptId, facts.promptVersion].filter(Boolean).join(' @ '),
    facts.modelName,
    facts.release,
  ];
  return (
    <section aria-label={title} className="grid min-w-0 content-start gap-1.5 rounded-lg border border-border bg-card px-4 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-muted-foreground text-xs">{title}</span>
        <Link
          href={paths.run(project, runId)}
          className="min-w-0 break-all font-medium font-mono text-link text-sm underline-offset-2 hover:underline"
        >
          {runId}
        </Link>
        <RunOutcome outcome={run.reviewOutcome} phase={run.summary.phase} />
        <RiskBar risk={run.risk?.score ?? null} className="ms-auto" />
      </p>
      <p className="wrap-anywhere text-muted-foreground text-xs">
        <PlainText text={told.filter(Boolean).join(' · ')} />
      </p>
      <TraceVerdict map={map} isPending={run.evaluatedAt === null} outcome={run.reviewOutcome} />
    </section>
  );
}
