import type { Metadata } from 'next';
import { ConnectGuide } from '@/components/connect/connect-guide';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { connectMaterial } from './connect-material';

export const metadata: Metadata = { title: 'Connect a tracer' };

export default async function ConnectPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  return (
    <>
      <PageHeader title="Connect a tracer" />
      <ConnectGuide {...(await connectMaterial(viewer))} />
    </>
  );
}
