// How much a project may send in: four quotas, each counted in windows.
import { z } from 'zod';

export const QUOTAS = ['spansPerSecond', 'bytesPerDay', 'runsPerDay', 'keyRequestsPerSecond'] as const;
export type Quota = (typeof QUOTAS)[number];

/** Null is the installation's own limit; 0 is none. */
const limit = z.number().int().min(0).max(1_000_000_000_000_000).nullable();
export const quotaSettingsSchema = z.strictObject({
  spansPerSecond: limit,
  bytesPerDay: limit,
  runsPerDay: limit,
  keyRequestsPerSecond: limit,
});
export type QuotaSettings = z.infer<typeof quotaSettingsSchema>;
export const NO_QUOTA_SETTINGS: QuotaSettings = { spansPerSecond: null, bytesPerDay: null, runsPerDay: null, keyRequestsPerSecond: null };

const DAY_SECONDS = 86_400;
/** Rates are counted over ten seconds, so that a burst is not refused which the next seconds make up for. */
const RATE_SECONDS = 10;

/** `share` of a window is what one process takes in advance; so much of it may be left when the window ends. */
const RATE = { windowSeconds: RATE_SECONDS, perWindow: RATE_SECONDS, share: 0.05 };
const DAILY = { windowSeconds: DAY_SECONDS, perWindow: 1, share: 0.001 };

export const QUOTA_WORDS: {
  [quota in Quota]: { what: string; per: string; windowSeconds: number; perWindow: number; share: number };
} = {
  spansPerSecond: { what: 'spans', per: 'second', ...RATE },
  bytesPerDay: { what: 'bytes', per: 'day', ...DAILY },
  runsPerDay: { what: 'new runs', per: 'day', ...DAILY },
  keyRequestsPerSecond: { what: 'requests', per: 'second and key', ...RATE },
};
