import type { Metadata } from 'next';
import { RoleMatrix } from '@/components/people/role-matrix';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';

export const metadata: Metadata = { title: 'Roles' };

export default async function RolesPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  return (
    <>
      <PageHeader
        title="Roles"
        description="What each role may do. A key needs the scope in the last column as well. These are the rules that the server applies."
      />
      <RoleMatrix viewerRole={viewer.role} />
    </>
  );
}
