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
export function ComparedSides({ project, left, right }: { project: string; left: Side; right: Side }) {
  const { runId: leftId } = left.run.record;
  const { runId: rightId } = right.run.record;
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <SideCard project={project} title="Left" {...left} />
      <SideCard project={project} title="Right" {...right} />
      <p className="text-muted-foreground text-xs md:col-span-2">
        <Link href={paths.compare(project, rightId, leftId)} className="text-link underline-offset-2 hover:underline">
          Swap sides
        </Link>
      </p>
    </div>
  );
}

function SideCard({ project, title, run, map }: Side & { project: string; title: string }) {
  const { runId, facts } = run.record;
  return (
    <section aria-label={title} className="grid content-start gap-1.5 rounded-lg border border-border bg-card px-4 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-muted-foreground text-xs">{title}</span>
        <Link href={paths.run(project, runId)} className="font-medium font-mono text-link text-sm underline-offset-2 hover:underline">
          {runId}
        </Link>
        <RunOutcome outcome={run.reviewOutcome} phase={run.summary.phase} />
        <RiskBar risk={run.risk?.score ?? null} className="ml-auto" />
      </p>
      <p className="text-muted-foreground text-xs">
        <PlainText
          text={[
            facts.startedAt ? formatInstant(facts.startedAt) : null,
            facts.route,
            [facts.promptId, facts.promptVersion].filter(Boolean).join(' @ '),
            facts.modelName,
            facts.release,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      </p>
      <TraceVerdict map={map} isPending={run.evaluatedAt === null} outcome={run.reviewOutcome} />
    </section>
  );
}
