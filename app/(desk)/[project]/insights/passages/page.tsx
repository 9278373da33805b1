import { FileSearch } from 'lucide-react';
import type { Metadata } from 'next';
import { NeverRetrieved } from '@/components/insights/never-retrieved';
import { PassageFilters } from '@/components/insights/passage-filters';
import { PassageTable } from '@/components/insights/passage-table';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { listWeakPassages } from '@/lib/data/insights/passages';
import { PASSAGE_DAYS, type PassageList, passageQuerySchema } from '@/lib/domain/pattern/passage-standing';
import { formatNumber, formatPercent } from '@/lib/format';

export const metadata: Metadata = { title: 'Weak passages' };

interface PassagesPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PassagesPage({ params, searchParams }: PassagesPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const asked = passageQuerySchema.safeParse(await searchParams);
  const query = asked.success ? asked.data : passageQuerySchema.parse({});
  const list = await listWeakPassages(viewer, query);
  const isEmpty = list.passages.length === 0 && list.documents.length === 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader title="Weak passages and documents" description={describe(list)} />
      <PassageFilters project={project} query={query} />
      {isEmpty ? (
        <EmptyState icon={FileSearch} title={EMPTY[query.view]}>
          {list.retrievals === 0
            ? `No run of the last ${PASSAGE_DAYS} days retrieved anything, or the traces do not say so.`
            : 'Take another view above.'}
        </EmptyState>
      ) : query.view === 'never_retrieved' ? (
        <NeverRetrieved project={project} documents={list.documents} />
      ) : (
        <PassageTable project={project} list={list} />
      )}
      <p className="text-muted-foreground text-xs">
        A claim stands on a passage when its evidence was found in it and does not contradict it. Weak is what supports less often than the
        average of all retrievals (the thin line), by the upper end of its 95 % Wilson interval: something retrieved a few times only is
        never called weak. The same text is one passage, wherever it was cut from. Results of tools and the input itself do not count.
        {list.isWhole ? '' : ' More are so than are listed here.'}
      </p>
    </div>
  );
}

const EMPTY = {
  weak: 'Nothing is weaker than usual beyond chance',
  unused: 'Everything that was retrieved supported a claim at least once',
  conflicting: 'Nothing was contradicted or in conflict',
  never_retrieved: 'Every document was retrieved at least once',
} as const;

function describe({ average, retrievals, kind }: PassageList): string {
  const what = kind === 'passage' ? 'a passage' : 'a document';
  if (!average) return `What was retrieved and how often an answer stood on it, over the last ${PASSAGE_DAYS} days.`;
  return `In the last ${PASSAGE_DAYS} days ${what} was given to a run ${formatNumber(retrievals)} times; a claim of the answer stood on it in ${formatPercent(average.share)} of them. What is often given and seldom stood on costs tokens and misleads.`;
}
