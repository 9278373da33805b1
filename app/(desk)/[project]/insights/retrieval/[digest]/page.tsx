import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { OverlapLine } from '@/components/insights/overlap-line';
import { PassageMoves } from '@/components/insights/passage-moves';
import { AlsoChanged } from '@/components/insights/question-table';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { getQuestionDrift } from '@/lib/data/insights/retrieval-drift';
import { formatMinute, formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Retrieval of a question' };

export default async function QuestionPage({ params }: { params: Promise<{ project: string; digest: string }> }) {
  const { project, digest } = await params;
  const viewer = await requireViewer(project);
  const { question, detail, line, passages, runs } = await orNotFound(getQuestionDrift(viewer, decodeURIComponent(digest)));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title={<bdi className="line-clamp-3 break-words">{question}</bdi>}
        description={`Its newest ${runs} runs: what they retrieved changed most between ${formatMinute(detail.lastBefore)} and ${formatMinute(detail.changedAt)} UTC, by ${formatScore(detail.change)}. Overlap among runs of one side ${formatScore(detail.within)}, between the sides ${formatScore(detail.between)}; ${detail.runsBefore} runs before, ${detail.runsAfter} after.`}
        actions={
          <Link
            href={paths.insight(project, 'retrieval')}
            className="inline-flex min-h-6 items-center gap-0.5 text-muted-foreground hover:text-foreground"
          >
            <ChevronLeft aria-hidden className="size-4" /> All questions
          </Link>
        }
      />
      <OverlapLine project={project} line={line} changedAt={detail.changedAt} />
      <section aria-labelledby="also" className="grid gap-1.5">
        <h2 id="also" className="font-semibold text-sm">
          What else changed then
        </h2>
        <AlsoChanged changes={detail.alsoChanged} />
      </section>
      <PassageMoves project={project} title="Gained" moves={detail.gained} passages={passages} />
      <PassageMoves project={project} title="Lost" moves={detail.lost} passages={passages} />
      <PassageMoves project={project} title="Re-ranked" moves={detail.reranked} passages={passages} />
    </div>
  );
}
