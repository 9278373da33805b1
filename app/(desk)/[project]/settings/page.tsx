import { redirect } from 'next/navigation';
import { requireViewer } from '@/lib/auth/viewer';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';

export default async function SettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  redirect(can(viewer, 'member.read') ? paths.members(viewer.projectSlug) : paths.keys(viewer.projectSlug));
}
