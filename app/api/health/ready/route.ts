import { checkReadiness } from '@/lib/data/readiness';

export const dynamic = 'force-dynamic';

/** Readiness: 200 when database, migrations, worker and disk are all right, 503 with the reasons otherwise. */
export async function GET(): Promise<Response> {
  const checks = await checkReadiness();
  const isReady = checks.every((check) => check.isOk);
  const body = { status: isReady ? 'ready' : 'not ready', checks: checks.map(({ name, isOk, detail }) => ({ name, ok: isOk, detail })) };
  return Response.json(body, { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
