// Runs a transaction again when the database broke a deadlock by giving it up. Nothing of it was written then.
import 'server-only';

const ATTEMPTS = 4;
const DEADLOCK_CODES = new Set(['40P01', '40001', 'P2034']);

/** `work` must be a whole transaction: a part of one cannot be repeated. */
export async function retryDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * Math.random()));
    }
  }
}

/** Prisma names the code of a raw statement's error in `meta`, that of its own queries in `code`. */
function isDeadlock(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, meta, cause } = error as {
    code?: unknown;
    meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } };
    cause?: { originalCode?: unknown };
  };
  return [code, meta?.code, meta?.driverAdapterError?.cause?.originalCode, cause?.originalCode].some((one) =>
    DEADLOCK_CODES.has(String(one)),
  );
}
