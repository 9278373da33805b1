import type { Metadata } from 'next';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { approveCaseAction, rejectCaseAction } from '@/app/(desk)/[project]/evals/eval-actions';
import { EvalCaseView } from '@/components/evals/eval-case-view';
import { JudgeCase } from '@/components/evals/judge-case';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { getEvalCase } from '@/lib/data/evals/eval-cases';
import { can } from '@/lib/domain/policy';
import { rejectCase } from '@/lib/verbs/reject-case';

export const metadata: Metadata = { title: 'Eval case' };

export default async function EvalCasePage({ params }: { params: Promise<{ project: string; set: string; caseId: string }> }) {
  const { project, set, caseId } = await params;
  const viewer = await requireViewer(project);
  const row = await orNotFound(getEvalCase(viewer, caseId));
  return (
    <div className="mx-auto grid max-w-5xl gap-4 p-5">
      <PageHeader
        title="Eval case"
        description={`Kept in ${set} from run ${row.runId}.`}
        actions={
          row.state === 'candidate' && can(viewer, 'eval.approve') ? (
            <JudgeCase
              reasons={rejectCase.reasonCodes}
              approve={approveCaseAction.bind(null, project, caseId)}
              reject={rejectCaseAction.bind(null, project, caseId)}
            />
          ) : null
        }
      />
      <EvalCaseView project={project} row={row} />
    </div>
  );
}
