import type { Metadata } from 'next';
import { NewProjectDialog } from '@/components/people/new-project-dialog';
import { QuotaForm } from '@/components/people/quota-form';
import { RenameForm } from '@/components/people/rename-form';
import { SelfApprovalSwitch } from '@/components/people/self-approval-switch';
import { StepKindsForm } from '@/components/people/step-kinds-form';
import { PageHeader } from '@/components/shell/page-header';
import { Card, CardContent } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { requireSignedIn, requireViewer } from '@/lib/auth/viewer';
import { listQuotaUse } from '@/lib/data/ingest/ingest-use';
import { getProject } from '@/lib/data/people/projects';
import { can } from '@/lib/domain/policy';
import { formatDay } from '@/lib/format';
import {
  allowSelfApprovalAction,
  createProjectAction,
  renameProjectAction,
  saveQuotasAction,
  saveStepKindsAction,
} from './project-actions';

export const metadata: Metadata = { title: 'Project' };

export default async function ProjectPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  const [project, { isAdmin }, quotas] = await Promise.all([getProject(viewer), requireSignedIn(), listQuotaUse(viewer)]);
  return (
    <>
      <PageHeader title="Project" actions={isAdmin ? <NewProjectDialog create={createProjectAction} /> : null} />
      <Card>
        <CardContent className="grid gap-4">
          {can(viewer, 'project.edit') ? (
            <RenameForm name={project.name} label="Name" rename={renameProjectAction.bind(null, project.slug)} />
          ) : (
            <p dir="auto">{project.name}</p>
          )}
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-y-1.5">
            <dt className="text-muted-foreground">Short name</dt>
            <dd className="font-mono text-xs">{project.slug}</dd>
            <dt className="text-muted-foreground">Project ID</dt>
            <dd className="flex items-center gap-1 font-mono text-xs">
              {project.projectId} <CopyButton text={project.projectId} what="project ID" />
            </dd>
            <dt className="text-muted-foreground">Made on</dt>
            <dd>{formatDay(project.createdAt)}</dd>
          </dl>
        </CardContent>
      </Card>
      <Card>
        <CardContent>
          <SelfApprovalSwitch
            isAllowed={project.settings.allowSelfApproval}
            {...(can(viewer, 'project.edit') ? { allow: allowSelfApprovalAction.bind(null, project.slug) } : {})}
          />
        </CardContent>
      </Card>
      <Card>
        <CardContent>
          <StepKindsForm
            rules={project.settings.stepKinds}
            {...(can(viewer, 'project.edit') ? { save: saveStepKindsAction.bind(null, project.slug) } : {})}
          />
        </CardContent>
      </Card>
      <Card>
        <CardContent>
          <QuotaForm rows={quotas} {...(can(viewer, 'project.edit') ? { save: saveQuotasAction.bind(null, project.slug) } : {})} />
        </CardContent>
      </Card>
    </>
  );
}
