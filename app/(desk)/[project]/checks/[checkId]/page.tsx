import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { CheckForm } from '@/components/checks/check-form';
import { checkTitle } from '@/components/checks/check-title';
import { CodeCard } from '@/components/checks/code-card';
import { CodeExample } from '@/components/checks/code-example';
import { PrecisionHelp } from '@/components/checks/precision-help';
import { SettingHistory } from '@/components/checks/setting-history';
import { TypicalFindings } from '@/components/checks/typical-findings';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { showExample } from '@/lib/checks/show-example';
import { getCheck } from '@/lib/data/checking/checks';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import { saveCheckAction } from '@/app/(desk)/[project]/checks/check-actions';

export const metadata: Metadata = { title: 'Check' };

export default async function CheckPage({ params }: { params: Promise<{ project: string; checkId: string }> }) {
  const { project, checkId } = await params;
  const viewer = await requireViewer(project);
  const check = await orNotFound(getCheck(viewer, decodeURIComponent(checkId)));
  const canEdit = can(viewer, 'check.edit');
  return (
    <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <PageHeader
        title={checkTitle(check)}
        description={
          check.version === null
            ? 'What the engine says about the checking itself.'
            : `Check ${check.checkId}, version ${check.version}. The version is raised when the same run could get another answer; every finding names the one that said it.`
        }
        actions={
          <Link
            href={paths.checks(project)}
            className="inline-flex min-h-6 items-center gap-0.5 text-muted-foreground hover:text-foreground"
          >
            <ChevronLeft aria-hidden className="size-4" /> All checks
          </Link>
        }
      />
      {check.codes.map((view) => {
        const example = showExample(view.code);
        return (
          <CodeCard
            key={view.code}
            view={view}
            runs30={check.runs30}
            example={example ? <CodeExample example={example} /> : null}
            form={
              canEdit && view.canChange ? (
                <CheckForm key={view.changed?.version ?? 0} view={view} save={saveCheckAction.bind(null, project, view.code)} />
              ) : null
            }
          />
        );
      })}
      <PrecisionHelp />
      <section aria-labelledby="typical" className="grid gap-2">
        <h2 id="typical" className="font-semibold text-sm">
          What it said last
        </h2>
        <TypicalFindings project={project} findings={check.typical} />
      </section>
      <section aria-labelledby="history" className="grid gap-2">
        <h2 id="history" className="font-semibold text-sm">
          Changes of its setting
        </h2>
        <SettingHistory history={check.history} />
      </section>
    </div>
  );
}
