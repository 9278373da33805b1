// Quotas as requests meet them: spent out of shares that this process has taken in advance, so that most requests ask nobody.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import type { Actor } from '@/lib/domain/policy';
import { type Quota, QUOTA_WORDS } from '@/lib/domain/quota';
import { ExpectedError } from '@/lib/errors';
import { log } from '@/lib/log';
import { count } from '@/lib/telemetry';
import { leaseUse, recordSpent } from './ingest-use';

interface Budget {
  projectId: string;
  quota: Quota;
  keyId: string | undefined;
  startsAtSeconds: number;
  /** Below zero after more was spent than was known beforehand. */
  left: number;
  endsAt: number;
  limit: number;
  /** The window is used up; before this moment there is no use in asking. */
  spentUntil: number;
  pending: Promise<void> | null;
  /** Spent and not yet said to the others. */
  unsaid: number;
}

const budgets = new Map<string, Budget>();
const MAX_BUDGETS = 10_000;
/** A day's quota that is used up may be raised before the day is over. */
const MAX_RETRY_SECONDS = 600;
/** How often it is asked whether a quota that is used up was raised. */
const ASK_AGAIN_MS = 10_000;
/** How long what was spent may be unsaid: it is for people to see and decides nothing. */
const SAY_SPENT_MS = 1000;
let saying: NodeJS.Timeout | null = null;

/** A question to whoever keeps the quotas: `room` must be left, `amount` is taken. */
export interface QuotaAsked {
  actor: Actor;
  quota: Quota;
  room: number;
  amount: number;
}
export interface QuotaKeeper {
  /** Throws 429 with the seconds until there is room again. */
  take(asked: QuotaAsked): Promise<void>;
  charge(asked: QuotaAsked): void;
}

/** The quotas as this thread keeps them. */
export const keepQuota: QuotaKeeper = {
  take: takeOut,
  charge: ({ actor, quota, amount }) => {
    const budget = budgets.get(nameOf(actor, quota));
    if (budget) spend(budget, amount);
  },
};
let keeper = keepQuota;

/** For a thread whose quotas are kept by another one. */
export function setQuotaKeeper(other: QuotaKeeper): void {
  keeper = other;
}

/** Takes `amount` out of the quota. Throws 429 with the seconds until there is room again. Only keys are counted. */
export async function spendQuota(actor: Actor, quota: Quota, amount: number): Promise<void> {
  if (actor.via === 'key') await keeper.take({ actor, quota, room: amount, amount });
}

/** Throws 429 when nothing is left, and takes nothing: for what is counted only when it is done, by `chargeQuota`. */
export async function requireQuota(actor: Actor, quota: Quota): Promise<void> {
  if (actor.via === 'key') await keeper.take({ actor, quota, room: 1, amount: 0 });
}

/** Counts what has been done. Never refuses; the next request pays for it. Only keys are counted. */
export function chargeQuota(actor: Actor, quota: Quota, amount: number): void {
  if (actor.via === 'key') keeper.charge({ actor, quota, room: 0, amount });
}

/** Looks and takes in one go: between the two no other request may look. */
async function takeOut({ actor, quota, room, amount }: QuotaAsked): Promise<void> {
  const budget = budgetOf(actor, quota);
  for (;;) {
    const now = performance.now();
    if (now >= budget.endsAt) Object.assign(budget, { left: 0, unsaid: 0, endsAt: Number.POSITIVE_INFINITY });
    if (budget.left >= room) return spend(budget, amount);
    if (now < budget.spentUntil) throw overQuota(quota, budget);
    budget.pending ??= refill(budget, room - budget.left).finally(() => {
      budget.pending = null;
    });
    await budget.pending;
  }
}

async function refill(budget: Budget, need: number): Promise<void> {
  const { granted, limit, endsInMs, startsAtSeconds } = await leaseUse(budget.projectId, budget.quota, need, budget.keyId);
  const now = performance.now();
  budget.endsAt = now + endsInMs;
  budget.startsAtSeconds = startsAtSeconds;
  budget.limit = limit;
  if (granted === null) budget.spentUntil = now + Math.min(endsInMs, ASK_AGAIN_MS);
  else budget.left += granted;
}

function spend(budget: Budget, amount: number): void {
  budget.left -= amount;
  budget.unsaid += amount;
  if (amount > 0) saying ??= setTimeout(() => void saySpent(), SAY_SPENT_MS).unref();
}

/** Says what this process has spent, one statement a project. What cannot be said is said with what comes next. */
export async function saySpent(): Promise<void> {
  if (saying) clearTimeout(saying);
  saying = null;
  const now = performance.now();
  const unsaid = [...budgets.values()].filter((budget) => budget.unsaid > 0 && now < budget.endsAt);
  const projects = groupBy(unsaid, ({ projectId }) => projectId);
  for (const [projectId, own] of projects) {
    const spent = own.map(({ quota, keyId, startsAtSeconds, unsaid: amount }) => ({ quota, keyId, startsAtSeconds, amount }));
    for (const budget of own) budget.unsaid = 0;
    try {
      await recordSpent(projectId, spent);
    } catch (error) {
      for (const [at, { amount, startsAtSeconds }] of spent.entries()) {
        const budget = own[at];
        if (budget?.startsAtSeconds === startsAtSeconds) budget.unsaid += amount;
      }
      log.warn({ err: error, projectId }, 'quota: what was spent could not be said');
    }
  }
}

function overQuota(quota: Quota, { endsAt, limit }: Budget): ExpectedError {
  const { what, per, perWindow } = QUOTA_WORDS[quota];
  const seconds = Math.min(MAX_RETRY_SECONDS, Math.max(1, Math.ceil((endsAt - performance.now()) / 1000)));
  count('countersign.ingest.over_quota', 1, { quota });
  return new ExpectedError(
    'unavailable',
    'over_quota',
    `The quota of ${limit / perWindow} ${what} per ${per} is used up. Send it again in ${seconds} seconds; an owner can raise it in the settings of the project.`,
    { status: 429, extra: { retry_after: seconds } },
  );
}

function nameOf({ projectId, keyId }: Actor, quota: Quota): string {
  return quota === 'keyRequestsPerSecond' ? `${projectId} ${quota} ${keyId ?? ''}` : `${projectId} ${quota}`;
}

function budgetOf(actor: Actor, quota: Quota): Budget {
  const name = nameOf(actor, quota);
  const known = budgets.get(name);
  if (known) return known;
  if (budgets.size >= MAX_BUDGETS) forgetEnded();
  const budget: Budget = {
    projectId: actor.projectId,
    quota,
    keyId: quota === 'keyRequestsPerSecond' ? actor.keyId : undefined,
    startsAtSeconds: 0,
    left: 0,
    endsAt: Number.POSITIVE_INFINITY,
    limit: 0,
    spentUntil: 0,
    pending: null,
    unsaid: 0,
  };
  budgets.set(name, budget);
  return budget;
}

function forgetEnded(): void {
  const now = performance.now();
  for (const [name, { endsAt, pending }] of budgets) if (endsAt <= now && !pending) budgets.delete(name);
}
