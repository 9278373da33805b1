import type { ReactNode } from 'react';
import { SettingsNav } from '@/components/people/settings-nav';
import { requireViewer } from '@/lib/auth/viewer';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';

export default async function SettingsLayout({ params, children }: { params: Promise<{ project: string }>; children: ReactNode }) {
  const viewer = await requireViewer((await params).project);
  const slug = viewer.projectSlug;
  const links = [
    ...(can(viewer, 'member.read') ? [{ href: paths.members(slug), label: 'Members' }] : []),
    { href: paths.connect(slug), label: 'Connect a tracer' },
    ...(can(viewer, 'connector.read') ? [{ href: paths.connectors(slug), label: 'Connectors' }] : []),
    ...(can(viewer, 'verifier.read') ? [{ href: paths.verifier(slug), label: 'Verifier' }] : []),
    { href: paths.keys(slug), label: 'API keys' },
    ...(can(viewer, 'risk.read') ? [{ href: paths.risk(slug), label: 'Learning' }] : []),
    ...(can(viewer, 'privacy.read') ? [{ href: paths.privacy(slug), label: 'Privacy' }] : []),
    { href: paths.roles(slug), label: 'Roles' },
    { href: paths.projectSettings(slug), label: 'Project' },
  ];
  return (
    <div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 px-4 py-6 md:grid-cols-[10rem_minmax(0,1fr)]">
      <SettingsNav links={links} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-5">{children}</div>
    </div>
  );
}
