// The orders of a queue as SQL: the same list of keys gives ORDER BY, the condition "after this row", and the cursor.
import 'server-only';
import { z } from 'zod';
import type { QueueSort } from '@/lib/domain/queue-row';
import { Prisma } from '@/prisma/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';

interface OrderKey {
  expression: string;
  cast: string;
  direction: 'ASC' | 'DESC';
}

const key = (expression: string, cast: string, direction: OrderKey['direction']): OrderKey => ({ expression, cast, direction });
const ITEM = key('i.item_id', 'uuid', 'ASC');
const CREATED = key('i.created_at', 'timestamptz', 'ASC');

/** Items without a due time come last either way. `priority` is the order of the index that a claim walks. */
const ORDERS: Record<QueueSort, readonly OrderKey[]> = {
  priority: [key('i.priority', 'int', 'DESC'), key('i.risk', 'float8', 'DESC'), CREATED, ITEM],
  '-risk': [key('i.risk', 'float8', 'DESC'), CREATED, ITEM],
  risk: [key('i.risk', 'float8', 'ASC'), CREATED, ITEM],
  created: [CREATED, ITEM],
  '-created': [key('i.created_at', 'timestamptz', 'DESC'), key('i.item_id', 'uuid', 'DESC')],
  due: [key(`coalesce(i.due_at, 'infinity')`, 'timestamptz', 'ASC'), CREATED, ITEM],
  '-due': [key(`coalesce(i.due_at, '-infinity')`, 'timestamptz', 'DESC'), CREATED, ITEM],
};

export function orderBy(sort: QueueSort): Prisma.Sql {
  return Prisma.raw(ORDERS[sort].map(({ expression, direction }) => `${expression} ${direction}`).join(', '));
}

/** The keys of a row as text, for the cursor after it. */
export function cursorColumns(sort: QueueSort): Prisma.Sql {
  return Prisma.raw(`ARRAY[${ORDERS[sort].map(({ expression }) => `(${expression})::text`).join(', ')}] AS "cursorKeys"`);
}

export function cursorAfter(sort: QueueSort, keys: readonly string[]): string {
  return encodeCursor([sort, ...keys]);
}

/** Rows after the cursor: greater in the first key, or equal in it and greater in the next, and so on. */
export function afterCursor(sort: QueueSort, cursor: string): Prisma.Sql {
  const keys = ORDERS[sort];
  const [, ...values] = decodeCursor(cursor, z.tuple([z.literal(sort), ...keys.map(({ cast }) => VALUES[cast] ?? z.never())])) as string[];
  const value = (index: number) => Prisma.sql`${values[index]}::text::${Prisma.raw(keys[index]?.cast ?? 'text')}`;
  const alternatives = keys.map(({ expression, direction }, last) => {
    const equal = keys.slice(0, last).map((one, index) => Prisma.sql`${Prisma.raw(one.expression)} = ${value(index)}`);
    return Prisma.sql`(${Prisma.join([...equal, Prisma.sql`${Prisma.raw(`${expression} ${direction === 'ASC' ? '>' : '<'}`)} ${value(last)}`], ' AND ')})`;
  });
  return Prisma.sql`(${Prisma.join(alternatives, ' OR ')})`;
}

/** What each kind of key may look like: a forged cursor is refused before the database sees it. */
const VALUES: Record<string, z.ZodString | z.ZodUUID> = {
  int: z.string().regex(/^-?\d{1,10}$/),
  float8: z.string().regex(/^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/),
  timestamptz: z.string().regex(/^-?infinity$|^\d{4,5}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/),
  uuid: z.uuid(),
};
