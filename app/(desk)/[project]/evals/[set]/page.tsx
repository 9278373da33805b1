import type { Metadata } from 'next';
import { EvalCaseTable } from '@/components/evals/eval-case-table';
import { EvalSetHead } from '@/components/evals/eval-set-head';
import { evalSetQuerySchema } from '@/components/evals/eval-set-query';
import { EvalSetTabs } from '@/components/evals/eval-set-tabs';
import { EvalVersionTable } from '@/components/evals/eval-version-table';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { requireViewer } from '@/lib/auth/viewer';
import { listEvalCases } from '@/lib/data/evals/eval-cases';
import { listEvalSets, listEvalVersions } from '@/lib/data/evals/eval-sets';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import { publishVersionAction } from '@/app/(desk)/[project]/evals/eval-actions';

interface EvalSetPageProps {
  params: Promise<{ project: string; set: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: EvalSetPageProps): Promise<Metadata> {
  return { title: `Eval set ${(await params).set}` };
}

export default async function EvalSetPage({ params, searchParams }: EvalSetPageProps) {
  const { project, set } = await params;
  const viewer = await requireViewer(project);
  const { show, version, cursor } = evalSetQuerySchema.parse(await searchParams);
  const versions = await orNotFound(listEvalVersions(viewer, set));
  const summary = (await listEvalSets(viewer)).find(({ name }) => name === set);
  const isVersions = show === 'versions' && version === undefined;
  const state = version !== undefined || show === 'versions' ? {} : { state: show };
  const page = isVersions
    ? null
    : await orNotFound(
        listEvalCases(viewer, set, { ...state, ...(version === undefined ? {} : { version }), ...(cursor ? { cursor } : {}), limit: 50 }),
      );
  return (
    <div className="mx-auto grid max-w-6xl gap-4 p-5">
      <EvalSetHead
        project={project}
        set={set}
        summary={summary}
        publish={can(viewer, 'eval.approve') ? publishVersionAction.bind(null, project, set) : null}
      />
      <EvalSetTabs project={project} set={set} show={show} version={version} summary={summary} versionCount={versions.length} />
      {page ? (
        <EvalCaseTable
          project={project}
          set={set}
          cases={page.cases}
          moreHref={page.nextCursor ? paths.evalSet(project, set, { show, version, cursor: page.nextCursor }) : null}
        />
      ) : (
        <EvalVersionTable project={project} set={set} versions={versions} />
      )}
    </div>
  );
}
