import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProjectSql } from './database';
import { boolArray, byteaArray, int4Array, int8Array, jsonbArray, textArray, timestampArray } from './sql-array';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

it('arrays in binary form arrive as the values that they were made of', async () => {
  const { projectId } = await db.createProject();
  const texts = ['', 'plain', '{"a","b"}', '\\"NULL', 'NULL', null, '𝄞 żółw \u0001', 'x'.repeat(100_000)];
  const jsons = ['{"a": "𝄞\\"\\\\"}', null, '[]', '"\\u0041"'];
  const moments = [0n, 1_795_233_397_288_001n, null, 9_223_372_036_854_775n, 946_684_799_999_999n];
  const { rows } = await withProjectSql(projectId, (client) =>
    client.query(
      `SELECT $1::text[] AS texts, $2::jsonb[] AS jsons, $3::bytea[] AS bytes, $4::bigint[] AS longs, $5::boolean[] AS flags, $6::integer[] AS counts,
         ARRAY(SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM unnest($7::timestamptz[]) WITH ORDINALITY AS u(t, n) ORDER BY n) AS times,
         $8::text[] AS none`,
      [
        textArray(texts),
        jsonbArray(jsons),
        byteaArray(['', '\u0000ÿ']),
        int8Array([0n, -1n, null, 2n ** 63n - 1n]),
        boolArray([true, false]),
        int4Array([0, -5, 2_147_483_647]),
        timestampArray(moments),
        textArray([]),
      ],
    ),
  );
  expect(rows[0]).toEqual({
    texts,
    jsons: jsons.map((text) => (text === null ? null : JSON.parse(text))),
    bytes: [Buffer.alloc(0), Buffer.from([0, 255])],
    longs: ['0', '-1', null, '9223372036854775807'],
    flags: [true, false],
    counts: [0, -5, 2_147_483_647],
    times: [
      '1970-01-01T00:00:00.000000Z',
      '2026-11-21T03:56:37.288001Z',
      null,
      '2262-04-11T23:47:16.854775Z',
      '1999-12-31T23:59:59.999999Z',
    ],
    none: [],
  });
});
