import { loadModule } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { sqlProblems } from './sql-rules';

const tenant = new Set(['item', 'queue', 'run']);
beforeAll(() => loadModule());

describe('a statement on a tenant table', () => {
  it.each([
    'SELECT * FROM item WHERE project_id = $1 AND state = $2',
    'SELECT * FROM item i JOIN queue q ON q.project_id = i.project_id AND q.queue_id = i.queue_id WHERE i.project_id = $1',
    'UPDATE item SET state = $2 WHERE (project_id, item_id) IN (SELECT project_id, item_id FROM item WHERE project_id = $1 LIMIT 1 FOR UPDATE SKIP LOCKED) AND project_id = $1',
    'WITH picked AS (SELECT item_id FROM item WHERE project_id = $1) SELECT * FROM picked',
    'INSERT INTO run (project_id, run_id) SELECT $1, unnest($2::text[])',
    'SELECT "public"."item"."state" FROM "public"."item" WHERE "public"."item"."project_id" = $1',
    'SELECT * FROM "user" WHERE id = $1',
  ])('passes when each level names the project: %s', (sql) => {
    expect(sqlProblems(sql, tenant)).toEqual([]);
  });

  it.each([
    ['SELECT * FROM item WHERE state = $1', /SELECT on item/],
    [
      'UPDATE item SET state = $2 WHERE project_id = $1 AND item_id = (SELECT item_id FROM item WHERE state = $3 LIMIT 1)',
      /SELECT on item/,
    ],
    ['SELECT * FROM item i JOIN queue q ON q.queue_id = i.queue_id WHERE i.project_id = $1', /SELECT on queue/],
    ['DELETE FROM run', /DELETE on run/],
    ['INSERT INTO run (run_id) VALUES ($1)', /INSERT into run/],
    ['WITH picked AS (SELECT item_id FROM item) SELECT * FROM picked', /SELECT on item/],
  ])('is named when one does not: %s', (sql, problem) => {
    expect(sqlProblems(sql, tenant).join()).toMatch(problem);
  });
});
