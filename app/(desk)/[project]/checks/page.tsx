import type { Metadata } from 'next';
import { CheckTable } from '@/components/checks/check-table';
import { PrecisionHelp } from '@/components/checks/precision-help';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { listChecks } from '@/lib/data/checking/checks';
import { formatCount } from '@/lib/format';

export const metadata: Metadata = { title: 'Checks' };

export default async function ChecksPage({ params }: { params: Promise<{ project: string }> }) {
  const { project } = await params;
  const { checks, runs30 } = await listChecks(await requireViewer(project));
  const rows = checks
    .flatMap(({ checkId, codes }) => codes.map((code) => ({ ...code, checkId })))
    .toSorted((a, b) => b.fired30 - a.fired30);
  const fired = rows.filter(({ fired30, isEnabled }) => fired30 > 0 || !isEnabled);
  const silent = rows.filter((row) => !fired.includes(row));
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <PageHeader
        title="Checks"
        description={`What is looked for in every run, how often it was found in the ${formatCount(runs30, 'checked run')} of the last 30 days, and how often reviewers agreed. A check that cries wolf can be made milder or turned off for this project.`}
      />
      <PrecisionHelp />
      {fired.length === 0 ? null : (
        <section aria-labelledby="fired" className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <h2 id="fired" className="font-semibold text-sm">
            Fired or changed: {fired.length}
          </h2>
          <CheckTable project={project} label="Checks that fired or were changed" rows={fired} runs30={runs30} />
        </section>
      )}
      <section aria-labelledby="silent" className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h2 id="silent" className="font-semibold text-sm">
          Silent in the last 30 days: {silent.length}
        </h2>
        <CheckTable project={project} label="Checks that were silent" rows={silent} runs30={runs30} />
      </section>
    </div>
  );
}
