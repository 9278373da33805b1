import type { Metadata } from 'next';
import { KeyTable } from '@/components/people/key-table';
import { NewKeyDialog } from '@/components/people/new-key-dialog';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { listKeys } from '@/lib/data/people/keys';
import { can } from '@/lib/domain/policy';
import { createKeyAction, revokeKeyAction } from './key-actions';

export const metadata: Metadata = { title: 'API keys' };

export default async function KeysPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  const keys = await listKeys(viewer);
  const slug = viewer.projectSlug;
  return (
    <>
      <PageHeader
        title="API keys"
        description={
          can(viewer, 'key.read')
            ? 'Keys by which tracers and scripts reach this project. A secret is shown once; only its hash is kept.'
            : 'Your own keys for this project: they act as you, in your role. A secret is shown once; only its hash is kept.'
        }
        actions={
          <NewKeyDialog create={createKeyAction.bind(null, slug)} mayMakeShared={can(viewer, 'key.edit')} viewerName={viewer.name} />
        }
      />
      <KeyTable keys={keys} revoke={revokeKeyAction.bind(null, slug)} />
    </>
  );
}
