import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { EvalVersionChanges } from '@/components/evals/eval-version-changes';
import { VersionChoice } from '@/components/evals/version-choice';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { diffEvalVersions } from '@/lib/data/evals/eval-publish';
import { listEvalVersions } from '@/lib/data/evals/eval-sets';
import { evalDiffQuerySchema } from '@/lib/domain/eval/eval-response';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Changes between versions' };

interface DiffPageProps {
  params: Promise<{ project: string; set: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function EvalDiffPage({ params, searchParams }: DiffPageProps) {
  const { project, set } = await params;
  const viewer = await requireViewer(project);
  const asked = evalDiffQuerySchema.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { from, to } = asked.data;
  const versions = await orNotFound(listEvalVersions(viewer, set));
  const diff = await orNotFound(diffEvalVersions(viewer, set, from, to));
  return (
    <div className="mx-auto grid max-w-5xl gap-4 p-5">
      <PageHeader
        title={`${set}: v${from} to v${to}`}
        description={`${diff.added.length} added, ${diff.removed.length} removed, ${diff.changed.length} changed, ${diff.unchanged} unchanged.`}
      />
      <VersionChoice action={`${paths.evalSet(project, set)}/diff`} versions={versions.map(({ version }) => version)} from={from} to={to} />
      <EvalVersionChanges project={project} set={set} diff={diff} />
    </div>
  );
}
