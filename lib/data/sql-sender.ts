// One way to send a hand-written statement, whether inside a Prisma transaction or on the bare client of a hot path.
import 'server-only';
import type { SqlClient, Tx } from './database';

export type SqlSender = Tx | SqlClient;

/**
 * Rows of one statement. Cast what the two drivers read differently: 64-bit numbers and instants that need microseconds to
 * text. Parameters are text, numbers, null, and lists of text.
 */
export async function sendSql<R extends object>(on: SqlSender, sql: string, parameters: readonly unknown[]): Promise<R[]> {
  if ('$queryRawUnsafe' in on) return on.$queryRawUnsafe<R[]>(sql, ...parameters);
  return (await on.query<R>(sql, [...parameters])).rows;
}
