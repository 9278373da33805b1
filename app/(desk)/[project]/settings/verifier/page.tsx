import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '@/components/shell/page-header';
import { VerifierCard } from '@/components/verifier/verifier-card';
import { requireViewer } from '@/lib/auth/viewer';
import { getVerifier } from '@/lib/data/checking/verifier';
import { can } from '@/lib/domain/policy';
import { removeVerifierAction, saveVerifierAction, testVerifierAction } from './verifier-actions';

export const metadata: Metadata = { title: 'Verifier' };

export default async function VerifierPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  if (!can(viewer, 'verifier.read')) notFound();
  const slug = viewer.projectSlug;
  return (
    <>
      <PageHeader
        title="Verifier"
        description="A model of yours that judges how well sentences follow from their evidence: one term of their risk."
      />
      <VerifierCard
        view={await getVerifier(viewer)}
        actions={{
          save: saveVerifierAction.bind(null, slug),
          test: testVerifierAction.bind(null, slug),
          remove: removeVerifierAction.bind(null, slug),
        }}
      />
    </>
  );
}
