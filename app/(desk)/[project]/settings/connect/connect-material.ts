import 'server-only';
import type { ConnectMaterial } from '@/components/connect/connect-guide';
import { listArrivals } from '@/lib/data/ingest/arrivals';
import { type Actor, can } from '@/lib/domain/policy';
import { arrivalsAction, makeIngestKeyAction } from './connect-actions';
import { connectAddress } from './connect-address';

/** What the guide shows, on its own page and in a project without runs. */
export async function connectMaterial(viewer: Actor): Promise<ConnectMaterial> {
  const { projectSlug: project } = viewer;
  return {
    project,
    ...(await connectAddress()),
    first: await listArrivals(viewer),
    ask: arrivalsAction.bind(null, project),
    ...(can(viewer, 'key.edit') ? { makeKey: makeIngestKeyAction.bind(null, project) } : {}),
  };
}
