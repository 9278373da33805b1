import { MessageSquareText } from 'lucide-react';
import type { Metadata } from 'next';
import { VersionChoice } from '@/components/insights/version-choice';
import { VersionTable } from '@/components/insights/version-table';
import { VersionVerdicts } from '@/components/insights/version-verdicts';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { listPromptVersions } from '@/lib/data/insights/prompt-versions';
import { promptQuerySchema } from '@/lib/domain/prompt/prompt-versions';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Prompt versions' };

interface PromptsPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PromptsPage({ params, searchParams }: PromptsPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const given = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ''));
  const asked = promptQuerySchema.safeParse(given);
  const list = await listPromptVersions(viewer, asked.success ? asked.data : promptQuerySchema.parse({}));
  const { versions, prompts, days } = list;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader
        title="Prompt versions side by side"
        description="Every figure and every difference to the base with its 95 % interval: in colour only beyond chance."
      />
      {prompts.length === 0 ? (
        <EmptyState icon={MessageSquareText} title="No prompt version in this time">
          None of the checked runs of the last {days} days names a prompt and its version. Send <code>prompt_id</code> and{' '}
          <code>prompt_version</code> with your runs.
        </EmptyState>
      ) : (
        <>
          <VersionChoice action={paths.insight(project, 'prompts')} list={{ ...list, shown: versions.map(({ version }) => version) }} />
          {versions.length === 1 ? (
            <p className="text-sm">Only one version was in use in this time: there is nothing to hold it against.</p>
          ) : (
            <VersionVerdicts versions={versions} />
          )}
          <VersionTable project={project} list={list} />
          <p className="text-muted-foreground text-xs">
            Shares: Wilson; their differences: Newcombe; means: Student’s t and Welch. Claims of one run are right or wrong together, so
            their intervals take runs as cases. Verdicts count by one over the chance with which their run came before a reviewer. The same
            question under two versions is compared pair by pair (McNemar, Agresti and Min). Versions run at different times: what else
            changed then is not taken out.
          </p>
        </>
      )}
    </div>
  );
}
