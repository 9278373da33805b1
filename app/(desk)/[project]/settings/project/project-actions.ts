'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionSignedIn, requireActionViewer } from '@/lib/auth/action-viewer';
import { createProject, type NewProject } from '@/lib/data/people/create-project';
import type { QuotaSettings } from '@/lib/domain/quota';
import type { StepKindRule } from '@/lib/domain/step-kind-rule';
import { changeProject, changeProjectSettings } from '@/lib/data/people/projects';

export async function renameProjectAction(project: string, name: string): Promise<ActionResult<void>> {
  const result = await answerAction(async () => changeProject(await requireActionViewer(project), { name }));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function createProjectAction(project: NewProject): Promise<ActionResult<{ slug: string }>> {
  const result = await answerAction(async () => ({ slug: (await createProject(await requireActionSignedIn(), project)).projectSlug }));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function allowSelfApprovalAction(project: string, allowSelfApproval: boolean): Promise<ActionResult<void>> {
  const result = await answerAction(async () => changeProjectSettings(await requireActionViewer(project), { allowSelfApproval }));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function saveQuotasAction(project: string, quotas: QuotaSettings): Promise<ActionResult<void>> {
  const result = await answerAction(async () => changeProjectSettings(await requireActionViewer(project), { quotas }));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function saveStepKindsAction(project: string, stepKinds: StepKindRule[] | null): Promise<ActionResult<void>> {
  const result = await answerAction(async () => changeProjectSettings(await requireActionViewer(project), { stepKinds }));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}
