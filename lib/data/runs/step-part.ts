// A step for its panel, without the parts that are large, and one such part by itself: a body of 50 MB is never read to draw a page.
import 'server-only';
import { maskStepBody } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { BODY_PARTS, LARGE_PART_BYTES, type LargePart, readPartName, type ShownStep } from '@/lib/domain/steps/large-part';
import { forbidden, notFound, unavailable } from '@/lib/errors';
import { noteContentRead } from '@/lib/data/content-read';
import { type Tx, withProject } from '@/lib/data/database';
import { canonicalStep } from './run-pending';

/** Stored bytes below which a part is never measured: even well compressed, it is small. */
const NEVER_LARGE = 4000;
/** Large parts read at once in one process: each is held in memory while it goes out. */
const AT_ONCE = 4;
let reading = 0;

interface StepKey {
  projectId: string;
  runId: string;
  stepId: string;
}

/** Throws `not_found` when run or step is absent. */
export async function getShownStep(actor: Actor, runId: string, stepId: string): Promise<ShownStep> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  if (`${runId}${stepId}`.includes('\0')) throw notFound('step');
  const key = { projectId: actor.projectId, runId, stepId };
  return withProject(actor.projectId, async (tx) => {
    const large = await largeParts(tx, key);
    const step = await readStep(tx, key, large);
    if (!step) throw notFound('step');
    if (!can(actor, 'run.read_raw')) return { step: maskStepBody(step), large };
    await noteContentRead(tx, actor, runId);
    return { step, large };
  });
}

/** JSON text of one part. Throws `not_found` for a part that the step does not have, `unavailable` when too many are being read. */
export async function getStepPart(actor: Actor, runId: string, stepId: string, name: string): Promise<string> {
  if (!can(actor, 'run.read_raw')) throw forbidden('see raw content');
  const part = readPartName(name);
  if (!part || `${runId}${stepId}`.includes('\0')) throw notFound('part of the step');
  if (reading >= AT_ONCE) throw unavailable('busy', 'Several large values are being read at this moment. Try again in some seconds.');
  reading += 1;
  try {
    return await withProject(actor.projectId, async (tx) => {
      const { projectId } = actor;
      const [row] =
        'fact' in part
          ? await tx.$queryRaw<{ text: string | null }[]>`SELECT (s.facts->${part.fact}::text)::text AS text FROM step s
              WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.step_id = ${stepId}`
          : await tx.$queryRaw<
              { text: string | null }[]
            >`SELECT (CASE ${part.body}::text WHEN 'input' THEN io.input WHEN 'output' THEN io.output
                WHEN 'attributes' THEN io.attributes ELSE io.events END)::text AS text FROM step_io io
              WHERE io.project_id = ${projectId}::uuid AND io.run_id = ${runId} AND io.step_id = ${stepId}`;
      if (row?.text === null || row?.text === undefined) throw notFound('part of the step');
      await noteContentRead(tx, actor, runId);
      return row.text;
    });
  } finally {
    reading -= 1;
  }
}

/**
 * Which parts are large. Small and very large ones are told by their stored size, without being unpacked: writing out 50 MB to count
 * them takes seconds. Only what lies between is measured.
 */
async function largeParts(tx: Tx, { projectId, runId, stepId }: StepKey): Promise<LargePart[]> {
  return tx.$queryRaw<LargePart[]>`
    SELECT m.part, m.bytes, m.stored AS "storedBytes"
    FROM (SELECT p.part, pg_column_size(p.value) AS stored,
        CASE WHEN pg_column_size(p.value) BETWEEN ${NEVER_LARGE} AND ${LARGE_PART_BYTES} THEN octet_length(p.value::text) END AS bytes
      FROM step_io io CROSS JOIN LATERAL (VALUES ('input', io.input), ('output', io.output), ('attributes', io.attributes), ('events', io.events)) AS p(part, value)
      WHERE io.project_id = ${projectId}::uuid AND io.run_id = ${runId} AND io.step_id = ${stepId}) m
    WHERE m.stored > ${LARGE_PART_BYTES} OR m.bytes > ${LARGE_PART_BYTES}
    UNION ALL
    SELECT 'facts.' || f.key, NULL, pg_column_size(f.value)
    FROM step s CROSS JOIN LATERAL jsonb_each(CASE WHEN pg_column_size(s.facts) > ${NEVER_LARGE} THEN s.facts ELSE '{}' END) AS f
    WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.step_id = ${stepId} AND pg_column_size(f.value) > ${LARGE_PART_BYTES}`;
}

async function readStep(tx: Tx, key: StepKey, large: readonly LargePart[]) {
  const names = new Set(large.map(({ part }) => part));
  const { projectId, runId, stepId } = key;
  const facts = large.flatMap(({ part }) => (part.startsWith('facts.') ? [part.slice(6)] : []));
  const where = { projectId_runId_stepId: key };
  const step = await tx.step.findUnique({ where, omit: { facts: facts.length > 0 } });
  if (!step) return null;
  const [light] =
    facts.length === 0
      ? []
      : await tx.$queryRaw<{ facts: object }[]>`SELECT s.facts - ${facts}::text[] AS facts FROM step s
          WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.step_id = ${stepId}`;
  const omit = Object.fromEntries(BODY_PARTS.map((part) => [part, names.has(part)]));
  const body = await tx.stepIo.findUnique({ where, omit });
  const whole = { ...step, facts: light?.facts ?? step.facts ?? {} } as Parameters<typeof canonicalStep>[0];
  return canonicalStep(whole, body as Parameters<typeof canonicalStep>[1]);
}
