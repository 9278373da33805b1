// When runs happen and under what: days and hours, prompt versions and models as they are rolled out, sessions, users, a bad week.
import { type Random, random } from './random';

export interface Period {
  /** Milliseconds since the epoch. */
  fromMs: number;
  toMs: number;
}

export interface Circumstances {
  startedMs: number;
  /** Of the period, from 0 to 1. */
  share: number;
  route: string;
  promptVersion: string;
  modelProvider: string;
  modelName: string;
  systemFingerprint: string;
  environment: string;
  release: string;
  userId: string;
  sessionId: string;
  tags: string[];
  /** What goes wrong more often then: a share of failing tool calls on top of the usual one. */
  trouble: number;
}

export const ROUTES = ['policy', 'billing', 'orders', 'contracts', 'technical', 'small-talk'] as const;
const ROUTE_SHARES = [0.34, 0.22, 0.18, 0.12, 0.1, 0.04];
/** Version, and the share of the period from which it takes over; beside it the one before keeps a tenth for a while. */
const PROMPTS = [
  ['v1', 0],
  ['v2', 0.17],
  ['v3', 0.36],
  ['v4', 0.55],
  ['v5', 0.74],
  ['v6', 0.9],
] as const;
const MODELS = [
  { name: 'meridian-large-1', provider: 'meridian', from: 0 },
  { name: 'meridian-large-2', provider: 'meridian', from: 0.45 },
  { name: 'alder-mini', provider: 'alder', from: 0 },
] as const;
/** Share of the period in which one route's tool fails. */
const BAD_DAYS = [0.6, 0.63] as const;
const DAY_MS = 86_400_000;
const WEEK = [0.55, 1.15, 1.2, 1.2, 1.15, 1.05, 0.5];
const GROUP = 24;

/** Starts of `count` runs in order: more on weekdays, more by day, growing slowly; the n-th is found by its share of the area. */
export function startsOf({ fromMs, toMs }: Period, count: number): (index: number) => number {
  const hours = Math.max(1, Math.round((toMs - fromMs) / 3_600_000));
  const sums = new Float64Array(hours + 1);
  for (let hour = 0; hour < hours; hour++) {
    const at = new Date(fromMs + hour * 3_600_000);
    const byDay = 0.35 + 0.65 * Math.max(0, Math.sin(((at.getUTCHours() - 5) / 16) * Math.PI));
    sums[hour + 1] = (sums[hour] ?? 0) + (WEEK[at.getUTCDay()] ?? 1) * byDay * (0.7 + (0.6 * hour) / hours);
  }
  const total = sums[hours] ?? 1;
  return (index) => {
    const wanted = ((index + 0.5) / count) * total;
    let low = 0;
    let high = hours;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) <= wanted) low = middle;
      else high = middle;
    }
    const step = (sums[low + 1] ?? total) - (sums[low] ?? 0) || 1;
    return fromMs + (low + (wanted - (sums[low] ?? 0)) / step) * 3_600_000;
  };
}

export function circumstances(seed: number, index: number, count: number, period: Period, startedMs: number, from: Random): Circumstances {
  const share = (startedMs - period.fromMs) / (period.toMs - period.fromMs);
  const route = drawRoute(from, share);
  const model = drawModel(from, share, route);
  const session = sessionOf(seed, index, count);
  const isBad = share >= BAD_DAYS[0] && share < BAD_DAYS[1] && route === 'billing';
  return {
    startedMs,
    share,
    route,
    promptVersion: drawPrompt(from, share),
    modelProvider: model.provider,
    modelName: model.name,
    systemFingerprint: `fp_${model.name.length}${Math.floor(share * 9).toString(16)}c${route.length}`,
    environment: from.chance(0.9) ? 'production' : from.chance(0.7) ? 'staging' : 'development',
    release: `2026.${Math.floor(share * 17) + 1}`,
    ...session,
    tags: [...(from.chance(0.3) ? [from.pick(['vip', 'pilot', 'emea', 'apac', 'chat'])] : []), ...(from.chance(0.1) ? ['escalation'] : [])],
    trouble: isBad ? 0.35 : 0,
  };
}

/** Runs of a group that lie close in time are dealt out to a few sessions, so that sessions overlap as they do in life. */
function sessionOf(seed: number, index: number, count: number): { sessionId: string; userId: string } {
  const group = Math.floor(index / GROUP);
  const from = random(seed, 41, group);
  const slots = 6 + from.below(10);
  const slot = (index * 7 + (index % GROUP)) % slots;
  const own = random(seed, 43, group, slot);
  const users = Math.max(20, Math.round(count / 25));
  return { sessionId: `session-${own.hex(12)}`, userId: `user-${Math.floor(users * own.next() ** 2.2)}` };
}

function drawRoute(from: Random, share: number): string {
  // In the last tenth of the period questions about contracts come up more often: something for a drift page to find.
  const drawn = from.next() - (share > 0.9 ? 0.08 : 0);
  if (drawn < 0) return 'contracts';
  let left = drawn;
  for (const [at, part] of ROUTE_SHARES.entries()) {
    left -= part;
    if (left < 0) return ROUTES[at] ?? 'policy';
  }
  return 'policy';
}

function drawPrompt(from: Random, share: number): string {
  const current = PROMPTS.findLastIndex(([, start]) => share >= start);
  const isTrial = current > 0 && share - (PROMPTS[current]?.[1] ?? 0) < 0.05 && from.chance(0.4);
  return (PROMPTS[isTrial || from.chance(0.02) ? Math.max(0, current - 1) : current] ?? PROMPTS[0])[0];
}

function drawModel(from: Random, share: number, route: string): { name: string; provider: string } {
  if (route === 'small-talk' || from.chance(0.15)) return MODELS[2];
  return share >= MODELS[1].from && from.chance(0.93) ? MODELS[1] : MODELS[0];
}

/** A period of so many days that ends with a day. */
export function periodOf(days: number, end = Date.UTC(2026, 10, 30)): Period {
  return { fromMs: end - days * DAY_MS, toMs: end };
}
