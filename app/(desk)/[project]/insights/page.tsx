import { notFound, redirect } from 'next/navigation';
import { requireViewer } from '@/lib/auth/viewer';
import { paths } from '@/lib/paths';
import { INSIGHT_TABS } from './insight-tabs';

export default async function InsightsPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  const [first] = INSIGHT_TABS;
  if (!first) notFound();
  redirect(paths.insight(viewer.projectSlug, first.slug));
}
