import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProjectSql } from './database';
import { directQuery } from './direct-query';
import { textArray } from './sql-array';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const ECHO = {
  name: 'echo',
  text: 'SELECT $1::text AS text, $2::int AS number, $3::text AS none, $4::text[] AS list, $5::text[] AS packed, $6::json AS json, $7::text AS empty',
};

it('answers as the driver does, the first time and when the statement is known', async () => {
  const { projectId } = await db.createProject();
  const large = Array.from({ length: 3 }, (_, index) => `${index} ${'é𝄞'.repeat(200_000)}`);
  const values = ['żółw', 7, null, ['a,"b"', 'NULL', null], textArray([...large, '', null]), { a: [1] }, ''];
  await withProjectSql(projectId, async (client) => {
    const { rows: expected } = await client.query(ECHO.text, values);
    for (let round = 0; round < 3; round++) {
      const { rows, rowCount } = await directQuery(client, { ...ECHO, values });
      expect([rows, rowCount]).toEqual([expected, 1]);
    }
    // The driver finds its own way to the same statement.
    expect((await client.query({ ...ECHO, values })).rows).toEqual(expected);
  });
});

it('rejects with what the server says, and the connection goes on', async () => {
  const { projectId } = await db.createProject();
  await withProjectSql(projectId, async (client) => {
    await client.query('SAVEPOINT before');
    await expect(directQuery(client, { name: 'cast', text: 'SELECT $1::int', values: ['x'.repeat(10_000)] })).rejects.toMatchObject({
      code: '22P02',
    });
    await client.query('ROLLBACK TO SAVEPOINT before');
    await expect(directQuery(client, { name: 'wrong', text: 'SELECT nothing FROM nowhere', values: [] })).rejects.toMatchObject({
      code: '42P01',
    });
    await client.query('ROLLBACK TO SAVEPOINT before');
    expect((await directQuery(client, { name: 'cast', text: 'SELECT $1::int', values: ['12'] })).rows).toEqual([{ int4: 12 }]);
  });
});

it('rejects when the connection is lost on the way', async () => {
  const { projectId } = await db.createProject();
  const lost = withProjectSql(projectId, async (client) => {
    const asked = directQuery(client, { name: 'sleep', text: 'SELECT pg_sleep(60), $1::text', values: ['x'.repeat(100_000)] });
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    return asked;
  });
  await expect(lost).rejects.toThrow();
});
