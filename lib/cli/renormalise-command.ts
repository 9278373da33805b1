// `countersign renormalise`: reads stored runs again, from the attributes they keep, with the sources of this version.
import { parseArgs } from 'node:util';
import { stepKindRules } from '@/lib/data/ingest/step-kind-rules';
import { renormaliseRun, runsToRenormalise } from '@/lib/data/ingest/renormalise';
import type { Actor } from '@/lib/domain/policy';
import { SOURCES } from '@/lib/sources/registry';
import { rereadStoredRun } from '@/lib/sources/reread-run';
import { type Command, CommandError } from './command';
import { openProject } from './open-project';

const PAGE = 200;

export const renormaliseCommand: Command = {
  summary: 'Reads stored runs again with the sources of this version.',
  usage: `
Usage: countersign renormalise --project <slug> [--run <id>]… [--since <time>] [--dry-run]

  --project   the project, by its slug
  --run       this run only; may be given several times
  --since     only runs that started at this time or later (ISO 8601)
  --dry-run   says what would change and changes nothing

What a tracer sent stays with its steps, so a source that has learned to read more of it can read it again. Runs that
read otherwise than before are checked anew and get a new revision; all others are left alone. It can be stopped and
started again at any time. Exit code 1: some run could not be read.

Example: countersign renormalise --project demo --since 2026-11-01 --dry-run`,

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        project: { type: 'string' },
        run: { type: 'string', multiple: true },
        since: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
    if (!values.project) throw new CommandError('Name the project: --project <slug>.');
    const since = values.since === undefined ? null : new Date(values.since);
    if (since && Number.isNaN(since.getTime()))
      throw new CommandError(`--since ${values.since} is not a time. Write it like 2026-11-01 or 2026-11-01T08:00:00Z.`);
    const isDryRun = values['dry-run'];
    const sum = await openProject(values.project, (actor) => renormaliseAll(actor, { runIds: values.run ?? null, since, isDryRun }));
    const verb = isDryRun ? 'would change' : 'changed';
    console.log(`${sum.read} runs read again, ${sum.changed} ${verb} (${sum.changedSteps} steps), ${sum.failed} could not be read.`);
    return sum.failed > 0 ? 1 : 0;
  },
};

export interface RenormaliseSum {
  read: number;
  changed: number;
  changedSteps: number;
  failed: number;
}

/** Every run by itself: what fails is named and the rest goes on. */
export async function renormaliseAll(
  actor: Actor,
  { runIds, since, isDryRun }: { runIds: readonly string[] | null; since: Date | null; isDryRun: boolean },
): Promise<RenormaliseSum> {
  const rules = await stepKindRules(actor.projectId);
  const sum: RenormaliseSum = { read: 0, changed: 0, changedSteps: 0, failed: 0 };
  const take = async (runId: string) => {
    try {
      const result = await renormaliseRun(actor, runId, (stored) => rereadStoredRun(stored, SOURCES, rules), { isDryRun });
      if (result === null) throw new CommandError('there is no such run');
      sum.read += 1;
      if (result.isChanged) sum.changed += 1;
      sum.changedSteps += result.changedSteps;
    } catch (error) {
      sum.failed += 1;
      console.error(`${runId}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const runId of runIds ?? []) await take(runId);
  if (runIds) return sum;
  for (let after = ''; ; ) {
    const page = await runsToRenormalise(actor, { after, since, limit: PAGE });
    for (const runId of page) await take(runId);
    const last = page.at(-1);
    if (last === undefined) return sum;
    after = last;
  }
}
