import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { PageHeader } from '@/components/shell/page-header';
import { GroupView } from '@/components/siblings/group-view';
import { requireViewer } from '@/lib/auth/viewer';
import { getSiblingGroup } from '@/lib/data/runs/sibling-group';
import { GROUPED_BY } from '@/lib/domain/compare/sibling-group';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'A run against its siblings' };

interface SiblingsPageProps {
  params: Promise<{ project: string; runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const querySchema = z.object({
  by: z.enum(GROUPED_BY).catch('prompt_version'),
  inputs: z.enum(['same', 'near']).catch('same'),
});

export default async function SiblingsPage({ params, searchParams }: SiblingsPageProps) {
  const { project, ...ids } = await params;
  const runId = decodeURIComponent(ids.runId);
  const { by, inputs } = querySchema.parse(await searchParams);
  const viewer = await requireViewer(project);
  const group = await orNotFound(getSiblingGroup(viewer, runId, { by, inputs }));
  return (
    <div className="mx-auto grid max-w-[100rem] grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
      <PageHeader
        title="One run against its siblings"
        description={
          <>
            Runs that were asked the same as{' '}
            <Link href={paths.run(project, runId)} className="break-all font-mono text-link underline-offset-2 hover:underline">
              {runId}
            </Link>
            , and how many of each version answer otherwise.
          </>
        }
      />
      <GroupView project={project} runId={runId} by={by} inputs={inputs} {...group} />
    </div>
  );
}
