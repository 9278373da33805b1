import { FlaskConical } from 'lucide-react';
import type { Metadata } from 'next';
import { EvalSetTable } from '@/components/evals/eval-set-table';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { listEvalSets } from '@/lib/data/evals/eval-sets';

export const metadata: Metadata = { title: 'Eval sets' };

export default async function EvalSetsPage({ params }: { params: Promise<{ project: string }> }) {
  const { project } = await params;
  const sets = await listEvalSets(await requireViewer(project));
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <PageHeader
        title="Eval sets"
        description="Corrected runs, kept as tests. A lead approves a case; a version is an immutable, hashed list of approved cases that a release can be held against."
      />
      {sets.length === 0 ? (
        <EmptyState icon={FlaskConical} title="No eval set yet" className="rounded-lg border border-border">
          The first corrected run makes one: its input, its context and the corrected output become a candidate of the set “regressions”.
        </EmptyState>
      ) : (
        <EvalSetTable project={project} sets={sets} />
      )}
    </div>
  );
}
