// Slows down guessing: a failed sign-in counts against the account and against the address it came from. In the database, so that
// it holds over all web processes.
import 'server-only';
import { createHash } from 'node:crypto';
import { globalDatabase } from '@/lib/data/database';

/** Tries that are free, then a wait that doubles with every further one. */
const ACCOUNT = { freeTries: 5, firstWaitSeconds: 15, longestWaitSeconds: 900 };
/** Wider, because an office or a network may share one address. */
const ADDRESS = { freeTries: 50, firstWaitSeconds: 15, longestWaitSeconds: 900 };
/** Failures are forgotten when nothing was tried for this long. */
const FORGET_SECONDS = 3600;

type Limit = typeof ACCOUNT;

export interface SignInTry {
  email: string;
  address: string;
}

export type TakenTry = { isAllowed: true; failures: number; isLastFree: boolean } | { isAllowed: false; waitSeconds: number };

/**
 * Takes one try before the password is looked at. It counts as failed until `forgiveTry` says otherwise: a thousand tries sent at
 * once are therefore a thousand failures, not a race. An account that does not exist is counted like one that does.
 */
export async function takeTry(attempt: SignInTry, now = new Date()): Promise<TakenTry> {
  const address = await take(addressBucket(attempt), ADDRESS, now);
  if (!address.isAllowed) return address;
  return take(accountBucket(attempt), ACCOUNT, now);
}

/** The try was right: the account starts afresh, and the address gets its try back. */
export async function forgiveTry(attempt: SignInTry): Promise<void> {
  await globalDatabase().signInAttempt.deleteMany({ where: { bucket: accountBucket(attempt) } });
  await globalDatabase()
    .$executeRaw`UPDATE sign_in_attempt SET failures = greatest(failures - 1, 0) WHERE bucket = ${addressBucket(attempt)}`;
}

async function take(bucket: string, limit: Limit, now: Date): Promise<TakenTry> {
  const [taken] = await globalDatabase().$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_attempt AS a (bucket, failures, free_at) VALUES (${bucket}, 1, ${now})
    ON CONFLICT (bucket) DO UPDATE SET
      failures = CASE WHEN a.free_at < ${now}::timestamptz - make_interval(secs => ${FORGET_SECONDS}) THEN 1 ELSE a.failures + 1 END,
      free_at = ${now}::timestamptz + make_interval(secs => CASE WHEN a.free_at < ${now}::timestamptz - make_interval(secs => ${FORGET_SECONDS}) OR a.failures + 1 < ${limit.freeTries}::int THEN 0
        ELSE least(${limit.longestWaitSeconds}::float, ${limit.firstWaitSeconds}::float * power(2, least(a.failures + 1 - ${limit.freeTries}::int, 20))) END)
    WHERE a.free_at <= ${now}
    RETURNING failures`;
  // A new bucket pays for clearing away old ones: invented addresses must not fill the table for ever.
  if (taken?.failures === 1) await forgetOld(now);
  if (taken) return { isAllowed: true, failures: taken.failures, isLastFree: taken.failures === limit.freeTries };
  const row = await globalDatabase().signInAttempt.findUnique({ where: { bucket } });
  const waitMs = (row?.freeAt.getTime() ?? now.getTime()) - now.getTime();
  return { isAllowed: false, waitSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
}

async function forgetOld(now: Date): Promise<void> {
  await globalDatabase().signInAttempt.deleteMany({ where: { freeAt: { lt: new Date(now.getTime() - FORGET_SECONDS * 1000) } } });
}

/** Hashed: what somebody typed into the e-mail field may be a password. */
function accountBucket({ email }: SignInTry): string {
  return `account:${createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')}`;
}

function addressBucket({ address }: SignInTry): string {
  return `address:${createHash('sha256').update(address).digest('base64url')}`;
}
