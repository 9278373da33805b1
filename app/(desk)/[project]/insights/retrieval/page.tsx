import { SearchCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { QuestionTable } from '@/components/insights/question-table';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { listRetrievalDrift } from '@/lib/data/insights/retrieval-drift';
import { QUESTION_RUNS, retrievalQuerySchema } from '@/lib/domain/retrieval/retrieval-view';

export const metadata: Metadata = { title: 'Retrieval drift' };

interface RetrievalPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RetrievalPage({ params, searchParams }: RetrievalPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const asked = retrievalQuerySchema.safeParse(await searchParams);
  const { questions, isWhole } = await listRetrievalDrift(viewer, asked.success ? asked.data : retrievalQuerySchema.parse({}));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader
        title="Retrieval drift"
        description="Questions that are asked again and again, and whether they are still given the same passages: how much that changed, on which day, and what else changed then."
      />
      {questions.length === 0 ? (
        <EmptyState icon={SearchCheck} title="No recurring question retrieves anything else than it did">
          A question appears here once it was asked at least four times with something retrieved, and what was retrieved changed from one
          day on.
        </EmptyState>
      ) : (
        <QuestionTable project={project} questions={questions} />
      )}
      <p className="text-muted-foreground text-xs">
        Of each question the newest {QUESTION_RUNS} runs are looked at; case, punctuation and space of the question do not count. The change
        is the rank-biased overlap (p = 0.9) among runs of one side less that between the sides, at the day that sets them apart most: 0 is
        none, 1 is other texts altogether. Below 0.1 it is left out. The 200 questions asked most on a day are looked at.
        {isWhole ? '' : ' More questions have changed than are listed.'}
      </p>
    </div>
  );
}
