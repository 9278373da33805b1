// `countersign import`: brings what another tool has recorded into a project, over the public surfaces of a server.
import { createHash } from 'node:crypto';
import { type Command, CommandError } from '@/lib/cli/command';
import { terminalLines, terminalText } from '@/lib/terminal-text';
import { doorSender } from './door-sender';
import { dryDoor } from './dry-door';
import { type ImportOptions, importOptions } from './import-options';
import { type ReportPart, readRefusals, writeReport } from './import-report';
import { ImportFailure, type ImportRefusal, type ImportSource } from './import-source';
import { type ImportState, openState, passingState, type StateFile } from './import-state';
import { IMPORT_USAGE } from './import-usage';
import { openSources } from './open-sources';
import { type Progress, progressLine } from './progress-line';
import { type Patience, DEFAULT_PATIENCE } from './retrying-fetch';
import { runImport } from './run-import';

export interface ImportSurroundings {
  stderr: NodeJS.WriteStream | { isTTY?: boolean; columns?: number; write(text: string): unknown };
  /** Another way to wait, for tests. */
  patience?: Patience;
}

/** Refusals that are printed; all of them are in the report. */
const SHOWN_REFUSALS = 10;

export const importCommand: Command = {
  summary: 'Brings in what Langfuse, LangSmith, Phoenix, OTLP files, a table, CSV or JSON lines hold.',
  usage: IMPORT_USAGE,
  run: (args) => runImportCommand(args, { stderr: process.stderr }),
};

/** Exit code 0: all is in. 2: some was refused. 1: it failed, or was called wrongly. */
export async function runImportCommand(args: readonly string[], { stderr, patience }: ImportSurroundings): Promise<number> {
  let options: ImportOptions;
  const tell = (text: string) => stderr.write(`${terminalLines(text)}\n`);
  try {
    options = importOptions(args);
  } catch (error) {
    tell(`countersign import: ${(error as Error).message}\n\`countersign import --help\` says how it is called.`);
    return 1;
  }
  const progress = progressLine(stderr, options.isQuiet);
  const patient: Patience = {
    ...(patience ?? DEFAULT_PATIENCE),
    onWait: (ms, why) => progress.note(`${why}; waiting ${(ms / 1000).toFixed(1)} s`),
  };
  const parts: ReportPart[] = [];
  try {
    const send = options.isDryRun ? dryDoor : doorSender(options.url, options.key, patient);
    for (const source of await openSources(options, patient)) {
      const part = await importOne(source, options, send, progress);
      parts.push(part);
      progress.close();
      tell(await summary(part, options.isDryRun));
      if (part.outcome === 'failed') break;
    }
  } catch (error) {
    progress.close();
    if (!(error instanceof ImportFailure) && !(error instanceof CommandError)) throw error;
    tell(`countersign import: ${error.message}`);
    return 1;
  }
  if (options.reportPath !== undefined) {
    const head = {
      source: options.source,
      target: options.isDryRun ? null : options.url,
      is_dry_run: options.isDryRun,
      finished_at: new Date().toISOString(),
    };
    await writeReport(options.reportPath, head, parts);
  }
  if (parts.some(({ outcome }) => outcome === 'failed')) return 1;
  return parts.some(({ state }) => state.refused > 0 || state.waiting !== null) ? 2 : 0;
}

async function importOne(
  source: ImportSource,
  options: ImportOptions,
  send: ReturnType<typeof doorSender>,
  progress: Progress,
): Promise<ReportPart> {
  const kept: StateFile | null = options.isDryRun ? null : openState(options.stateFolder, source, target(options), options.isRestart);
  const state: ImportState = kept?.state ?? passingState(source);
  const found: ImportRefusal[] = [];
  const refusals = () => (kept ? readRefusals(kept.refusalPath) : found);
  const wasComplete = state.isComplete;
  if (state.position !== null && !wasComplete) progress.note(`${source.label}: going on behind ${state.accepted + state.refused} records`);
  const before = state.requests + state.refused;
  try {
    await runImport({
      source,
      send,
      state,
      save: (added) => (kept ? kept.save(added) : found.push(...added)),
      onProgress: ({ accepted, refused, share }) =>
        progress.step(`${source.label}: ${accepted} in, ${refused} refused${share === undefined ? '' : `, ${Math.floor(share * 100)} %`}`),
    });
    const isUnchanged = wasComplete && state.requests + state.refused === before;
    return { input: source.label, state, outcome: isUnchanged ? 'nothing new' : 'complete', failure: null, refusals };
  } catch (error) {
    if (!(error instanceof ImportFailure) && !(error instanceof CommandError)) throw error;
    return { input: source.label, state, outcome: 'failed', failure: error.message, refusals };
  } finally {
    kept?.close();
  }
}

/** The key itself is kept nowhere; its public part tells projects apart. */
function target({ url, key }: ImportOptions): string {
  const id = /^cs_([^_]+)_/.exec(key)?.[1] ?? createHash('sha256').update(key).digest('hex').slice(0, 12);
  return `${url.replace(/\/+$/, '')} ${id}`;
}

async function summary({ input, state, outcome, failure, refusals }: ReportPart, isDryRun: boolean): Promise<string> {
  const records = state.accepted === 1 ? '1 record' : `${state.accepted} records`;
  const counts = isDryRun
    ? `${records} would be sent, ${state.refused} would be refused`
    : `${records} ${state.accepted === 1 ? 'is' : 'are'} in, ${state.refused} refused`;
  const what = outcome === 'nothing new' ? `nothing new since the last import; ${counts}` : counts;
  const lines = [`${input}: ${failure === null ? what : `stopped, with ${counts}. ${failure}`}`];
  if (state.waiting !== null) lines.push(`  ${state.waiting} is not finished yet: start the import again when it is.`);
  if (state.refused > 0) {
    let shown = 0;
    for await (const { place, id, detail } of refusals()) {
      shown += 1;
      if (shown <= SHOWN_REFUSALS) lines.push(`  ${place}${id === null ? '' : ` (${id.slice(0, 80)})`}: ${detail.slice(0, 300)}`);
    }
    if (shown > SHOWN_REFUSALS) lines.push(`  and ${shown - SHOWN_REFUSALS} more; --report <file> has all of them.`);
  }
  return lines.map(terminalText).join('\n');
}
