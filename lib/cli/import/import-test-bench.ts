// Test support: starts of the command against the real door, each into a project of its own unless one is given.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DoorTestBench, doorTestBench, type StoredRunView, storedRuns } from '@/lib/ingest/door-test-bench';
import { runImportCommand } from './import-command';
import type { TestFolder } from './test-folder';

type Project = Awaited<ReturnType<DoorTestBench['freshProject']>>;
interface Imported {
  code: number;
  said: string;
  report: ImportReport;
  project: Project;
  runs: StoredRunView[];
}
interface ImportReport {
  accepted: number;
  refused: number;
  requests: number;
  inputs: { input: string; outcome: string; waiting?: string }[];
  refusals: { input: string; place: string; id: string | null; code: string; detail: string; count: number }[];
}
export interface ImportTestBench extends DoorTestBench {
  importing(args: readonly string[], project?: Project): Promise<Imported>;
}

export async function importTestBench(folder: TestFolder): Promise<ImportTestBench> {
  const bench = await doorTestBench();
  return {
    ...bench,
    importing: async (args, project) => {
      const into = project ?? (await bench.freshProject());
      const written: string[] = [];
      const report = join(folder.path, 'report.json');
      const common = ['--url', bench.url, '--key', into.key, '--state-dir', join(folder.path, into.actor.projectId), '--report', report];
      const code = await runImportCommand([...args, ...common], { stderr: { write: (text: string) => written.push(text) } });
      const empty: ImportReport = { accepted: 0, refused: 0, requests: 0, inputs: [], refusals: [] };
      return {
        code,
        said: written.join(''),
        report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as ImportReport) : empty,
        project: into,
        runs: await storedRuns(into.actor),
      };
    },
  };
}
