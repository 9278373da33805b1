// `POST /api/v1/runs` of the web port: the same surface as at the door, for callers that the route has already identified.
import { spendQuota } from '@/lib/data/ingest/ingest-quota';
import type { Actor } from '@/lib/domain/policy';
import { plain } from '@/lib/sources/plain';
import { HeldBytes, readWire, unpack } from './read-body';
import { surfaceResponse, takeSurface } from './take-surface';

const held = new HeldBytes();

/** 200 with `{accepted, rejected}`: accepted means committed. Throws ExpectedErrors for a body that cannot be read at all. */
export async function takeRunRecords(actor: Actor, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const [surface] = plain.surfaces ?? [];
  const path = surface?.path.exec(url.pathname.replace(/\/+$/, ''));
  if (!surface || !path) throw new Error(`run records were posted to ${url.pathname}`);
  await spendQuota(actor, 'keyRequestsPerSecond', 1);
  const { bytes, release } = await readWire(request, held);
  try {
    await spendQuota(actor, 'bytesPerDay', bytes.length);
    const body = await unpack(bytes, request.headers.get('content-encoding'));
    return surfaceResponse((await takeSurface(actor, surface, path, url, request.headers, body)).answer);
  } finally {
    release();
  }
}
