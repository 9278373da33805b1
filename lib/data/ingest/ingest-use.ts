// What projects have sent in the current window of their quotas: shares for processes to spend, and the figures for people.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { readProjectSettings } from '@/lib/domain/project-settings';
import { type Quota, QUOTA_WORDS, QUOTAS, type QuotaSettings } from '@/lib/domain/quota';
import { env } from '@/lib/env';
import { forbidden } from '@/lib/errors';
import { type SqlClient, withProject, withProjectSql } from '@/lib/data/database';

export interface Lease {
  /** Null: nothing is left. Infinity: there is no limit. */
  granted: number | null;
  limit: number;
  /** Milliseconds until the window ends, by the database's clock. */
  endsInMs: number;
  /** Seconds since the epoch at which the window began. */
  startsAtSeconds: number;
}

const TAKE = `INSERT INTO ingest_use AS u (project_id, quota, window_start, used)
  VALUES ($1::uuid, $2, to_timestamp(floor(extract(epoch FROM now()) / $3::int) * $3::int), greatest($5::bigint, $6::bigint))
  ON CONFLICT (project_id, quota) DO UPDATE SET window_start = excluded.window_start,
    used = CASE WHEN u.window_start = excluded.window_start THEN u.used + greatest($5::bigint, least($6::bigint, $4::bigint - u.used)) ELSE excluded.used END,
    spent = CASE WHEN u.window_start = excluded.window_start THEN u.spent ELSE 0 END
  WHERE u.project_id = $1::uuid AND (u.window_start <> excluded.window_start OR u.used < $4::bigint)
  RETURNING used`;
const WINDOW = `SELECT p.settings, u.used, u.window_start = w.start AS is_current,
    (1000 * extract(epoch FROM w.start + $3::int * interval '1 second' - now()))::float8 AS ends_in_ms,
    extract(epoch FROM w.start)::float8 AS starts_at_seconds
  FROM (SELECT to_timestamp(floor(extract(epoch FROM now()) / $3::int) * $3::int) AS start) w
  JOIN project p ON p.id = $1::uuid LEFT JOIN ingest_use u ON u.project_id = $1::uuid AND u.quota = $2`;

/**
 * Takes at least `need` out of the window while anything is left in it: a batch that is larger than the rest is let through whole, or
 * it never would be. `keyId` for the quota of one key.
 */
export async function leaseUse(projectId: string, quota: Quota, need: number, keyId?: string): Promise<Lease> {
  const { windowSeconds, share: part } = QUOTA_WORDS[quota];
  const name = useName(quota, keyId);
  return withProjectSql(projectId, async (client) => {
    const before = await currentUse(client, projectId, name, windowSeconds);
    const perWindow = windowLimit(quota, readProjectSettings(before.settings).quotas);
    const { endsInMs, startsAtSeconds } = before;
    if (perWindow === 0) return { granted: Number.POSITIVE_INFINITY, limit: 0, endsInMs, startsAtSeconds };
    const share = Math.max(1, Math.ceil(perWindow * part));
    const { rows } = await client.query<{ used: string }>(TAKE, [projectId, name, windowSeconds, perWindow, Math.ceil(need), share]);
    const used = rows[0] ? Number(rows[0].used) : null;
    // Another process may have taken in between; then a little more was taken than is spent here.
    return {
      granted: used === null ? null : Math.max(need, Math.min(share, used - before.used)),
      limit: perWindow,
      endsInMs,
      startsAtSeconds,
    };
  });
}

const ADD = `INSERT INTO ingest_use AS u (project_id, quota, window_start, used, spent)
  VALUES ($1::uuid, $2, to_timestamp(floor(extract(epoch FROM now()) / $3::int) * $3::int), $4::bigint, $4::bigint)
  ON CONFLICT (project_id, quota) DO UPDATE SET window_start = excluded.window_start,
    used = excluded.used + CASE WHEN u.window_start = excluded.window_start THEN u.used ELSE 0 END,
    spent = excluded.spent + CASE WHEN u.window_start = excluded.window_start THEN u.spent ELSE 0 END
  WHERE u.project_id = $1::uuid`;

/** Counts what was acknowledged before anybody knew what was in it; whoever comes next in the window finds that much less. */
export async function addUse(projectId: string, use: { [quota in Quota]?: number }): Promise<void> {
  const spent = QUOTAS.flatMap((quota) => (use[quota] ? [[quota, use[quota]] as const] : []));
  if (spent.length === 0) return;
  await withProjectSql(projectId, async (client) => {
    for (const [quota, amount] of spent) await client.query(ADD, [projectId, quota, QUOTA_WORDS[quota].windowSeconds, amount]);
  });
}

const SPEND = `INSERT INTO ingest_use AS u (project_id, quota, window_start, used, spent)
  SELECT $1::uuid, s.quota, to_timestamp(s.starts_at), 0, s.amount
  FROM unnest($2::text[], $3::float8[], $4::bigint[]) AS s (quota, starts_at, amount) ORDER BY s.quota
  ON CONFLICT (project_id, quota) DO UPDATE SET window_start = excluded.window_start,
    used = CASE WHEN u.window_start = excluded.window_start THEN u.used ELSE 0 END,
    spent = excluded.spent + CASE WHEN u.window_start = excluded.window_start THEN u.spent ELSE 0 END
  WHERE u.project_id = $1::uuid AND u.window_start <= excluded.window_start`;

export interface Spent {
  quota: Quota;
  keyId: string | undefined;
  startsAtSeconds: number;
  amount: number;
}

/** Says what of the shares taken was spent. It changes nothing that a quota decides; what belongs to a window that is over is dropped. */
export async function recordSpent(projectId: string, spent: readonly Spent[]): Promise<void> {
  const names = spent.map(({ quota, keyId }) => useName(quota, keyId));
  await withProjectSql(projectId, (client) =>
    client.query(SPEND, [
      projectId,
      names,
      spent.map(({ startsAtSeconds }) => startsAtSeconds),
      spent.map(({ amount }) => Math.ceil(amount)),
    ]),
  );
}

export interface QuotaUse {
  quota: Quota;
  /** Of a whole window; 0 is no limit. */
  limitPerWindow: number;
  /** As the setting says it, per second or per day; 0 is no limit. */
  limit: number;
  isDefault: boolean;
  /** Spent in the window that runs now, as far as processes have said. Of the key that has sent most, for the quota of keys. */
  used: number;
  /** Taken by processes in advance and not spent, of the same key. */
  held: number;
}

/** For the people who run a project. */
export async function listQuotaUse(actor: Actor): Promise<QuotaUse[]> {
  if (!can(actor, 'run.read')) throw forbidden('see the quotas');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const { settings } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { settings: true } });
    const { quotas } = readProjectSettings(settings);
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    const rows = await tx.ingestUse.findMany({ where: { projectId } });
    return QUOTAS.map((quota): QuotaUse => {
      const { windowSeconds, perWindow } = QUOTA_WORDS[quota];
      const current = rows.filter(
        (row) =>
          row.quota.split(':')[0] === quota && row.windowStart.getTime() + windowSeconds * 1000 > (clock?.now.getTime() ?? Date.now()),
      );
      const limitPerWindow = windowLimit(quota, quotas);
      const most = current.reduce<{ used: bigint; spent: bigint } | null>((top, row) => (top && top.spent >= row.spent ? top : row), null);
      return {
        quota,
        limitPerWindow,
        limit: limitPerWindow / perWindow,
        isDefault: quotas[quota] === null,
        used: Number(most?.spent ?? 0),
        held: Math.max(0, Number((most?.used ?? 0n) - (most?.spent ?? 0n))),
      };
    });
  });
}

async function currentUse(client: SqlClient, projectId: string, name: string, windowSeconds: number) {
  const { rows } = await client.query<{
    settings: unknown;
    used: string | null;
    is_current: boolean | null;
    ends_in_ms: number;
    starts_at_seconds: number;
  }>(WINDOW, [projectId, name, windowSeconds]);
  const row = rows[0];
  return {
    settings: row?.settings,
    used: row?.is_current ? Number(row.used) : 0,
    endsInMs: row?.ends_in_ms ?? 0,
    startsAtSeconds: row?.starts_at_seconds ?? 0,
  };
}

function useName(quota: Quota, keyId: string | undefined): string {
  return keyId === undefined ? quota : `${quota}:${keyId}`;
}

function windowLimit(quota: Quota, { [quota]: own }: QuotaSettings): number {
  const settings = env();
  const defaults: { [name in Quota]: number } = {
    spansPerSecond: settings.COUNTERSIGN_MAX_SPANS_PER_SECOND,
    bytesPerDay: settings.COUNTERSIGN_MAX_BYTES_PER_DAY,
    runsPerDay: settings.COUNTERSIGN_MAX_RUNS_PER_DAY,
    keyRequestsPerSecond: settings.COUNTERSIGN_MAX_KEY_REQUESTS_PER_SECOND,
  };
  return (own ?? defaults[quota]) * QUOTA_WORDS[quota].perWindow;
}
