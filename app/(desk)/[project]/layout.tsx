import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SkipLink } from '@/components/shell/skip-link';
import { TopBar } from '@/components/shell/top-bar';
import { requireSignedIn, requireViewer } from '@/lib/auth/viewer';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { listViews, type SavedView, type SavedViewPlace } from '@/lib/data/people/saved-views';
import { saveKeyBindingsAction } from './keys-action';
import { deskLinks } from './desk-links';

export async function generateMetadata({ params }: { params: Promise<{ project: string }> }): Promise<Metadata> {
  const { project } = await params;
  return { title: { default: project, template: `%s · ${project} · Countersign` } };
}

export default async function DeskLayout({ params, children }: { params: Promise<{ project: string }>; children: ReactNode }) {
  const { project: slug } = await params;
  const viewer = await requireViewer(slug);
  const signedIn = await requireSignedIn();
  const [bindings, queueViews, runViews] = await Promise.all([
    getKeyBindings(viewer),
    listViews(viewer, 'queue'),
    listViews(viewer, 'runs'),
  ]);
  const viewOf = (place: SavedViewPlace) => (view: SavedView) => ({ place, name: view.name, query: view.query });
  const project = signedIn.projects.find((each) => each.slug === slug) ?? { slug, name: slug };
  return (
    <div className="flex h-dvh flex-col print:block print:h-auto">
      <SkipLink />
      <TopBar
        project={project}
        projects={signedIn.projects.map(({ slug: each, name }) => ({ slug: each, name }))}
        links={deskLinks(viewer)}
        user={{ name: viewer.name, email: signedIn.email, role: viewer.role }}
        bindings={bindings}
        views={[...queueViews.map(viewOf('queue')), ...runViews.map(viewOf('runs'))]}
        saveBindings={saveKeyBindingsAction.bind(null, slug)}
      />
      <main id="main" tabIndex={-1} className="thin-scroll relative min-h-0 flex-1 overflow-y-auto outline-none print:overflow-visible">
        {children}
      </main>
    </div>
  );
}
