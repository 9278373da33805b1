import type { Metadata } from 'next';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';

export const metadata: Metadata = { title: 'Drift' };

export default async function DriftPage({ params }: { params: Promise<{ project: string }> }) {
  await requireViewer((await params).project);
  return <PageHeader title="Drift" description="Which distributions of this project’s runs have moved against a reference." />;
}
