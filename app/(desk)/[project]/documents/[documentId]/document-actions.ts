'use server';
import { revalidatePath } from 'next/cache';
import type { RetractionForm } from '@/components/document/retract-document';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { retractDocument } from '@/lib/data/documents/retract-document';
import { paths } from '@/lib/paths';

export async function retractDocumentAction(
  project: string,
  documentId: string,
  form: RetractionForm,
  key: string,
): Promise<ActionResult<{ href: string }>> {
  const result = await answerAction(async () => {
    const { incidentId } = await retractDocument(await requireActionViewer(project), documentId, form, key);
    return { href: paths.incident(project, incidentId) };
  });
  if (result.ok) revalidatePath(`/${project}`, 'layout');
  return result;
}
