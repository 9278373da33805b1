// The command line of `countersign import`, checked: what to read, where to send it and how.
import { parseArgs } from 'node:util';
import { CommandError } from '@/lib/cli/command';
import { env } from '@/lib/env';

export const IMPORT_SOURCES = ['langfuse', 'langsmith', 'phoenix', 'otlp', 'table', 'csv', 'jsonl'] as const;
export type ImportSourceName = (typeof IMPORT_SOURCES)[number];

const OPTIONS = {
  url: { type: 'string' },
  key: { type: 'string' },
  'dry-run': { type: 'boolean' },
  report: { type: 'string' },
  'state-dir': { type: 'string' },
  restart: { type: 'boolean' },
  quiet: { type: 'boolean' },
  from: { type: 'string' },
  'public-key': { type: 'string' },
  'secret-key': { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  'page-size': { type: 'string' },
  database: { type: 'string' },
  table: { type: 'string' },
  map: { type: 'string', multiple: true },
  delimiter: { type: 'string' },
  'id-prefix': { type: 'string' },
  signal: { type: 'string' },
} as const;

const OWN_OPTIONS: Record<ImportSourceName, readonly string[]> = {
  langfuse: ['from', 'public-key', 'secret-key', 'since', 'until', 'page-size', 'delimiter'],
  langsmith: [],
  phoenix: ['delimiter'],
  otlp: ['signal'],
  table: ['database', 'table', 'map', 'page-size'],
  csv: ['map', 'delimiter', 'id-prefix'],
  jsonl: ['map', 'id-prefix'],
};
const COMMON_OPTIONS = ['url', 'key', 'dry-run', 'report', 'state-dir', 'restart', 'quiet'];

export interface ImportOptions {
  source: ImportSourceName;
  files: string[];
  url: string;
  key: string;
  isDryRun: boolean;
  reportPath: string | undefined;
  stateFolder: string;
  isRestart: boolean;
  isQuiet: boolean;
  /** The options of the source, as given. */
  own: { [name: string]: string | undefined };
  map: string[];
  pageSize: number;
}

/** Throws a CommandError, or what parseArgs throws for an unknown option. */
export function importOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const [source, ...files] = positionals;
  if (!isSource(source))
    throw new CommandError(
      source === undefined ? `Say what to import: ${IMPORT_SOURCES.join(', ')}.` : `"${source}" is none of ${IMPORT_SOURCES.join(', ')}.`,
    );
  const foreign = Object.keys(values).find((name) => !COMMON_OPTIONS.includes(name) && !OWN_OPTIONS[source].includes(name));
  if (foreign) throw new CommandError(`--${foreign} has no meaning for ${source}.`);
  assertInput(source, files, values.from);
  const settings = env();
  const isDryRun = values['dry-run'] ?? false;
  const url = values.url ?? settings.COUNTERSIGN_URL ?? '';
  const key = values.key ?? settings.COUNTERSIGN_API_KEY ?? '';
  if (!isDryRun && url === '') throw new CommandError('Say which server: --url https://… or COUNTERSIGN_URL.');
  if (!isDryRun && key === '') throw new CommandError('Give an API key with the scope ingest: COUNTERSIGN_API_KEY, or --key.');
  if (url !== '' && !/^https?:\/\/[^/]/.test(url)) throw new CommandError(`--url must begin with http:// or https://, "${url}" does not.`);
  const { map, 'dry-run': _d, restart, quiet, ...texts } = values;
  return {
    source,
    files,
    url,
    key,
    isDryRun,
    reportPath: values.report,
    stateFolder: values['state-dir'] ?? '.countersign-import',
    isRestart: restart ?? false,
    isQuiet: quiet ?? false,
    own: texts,
    map: map ?? [],
    pageSize: pageSize(values['page-size'], source),
  };
}

function isSource(name: string | undefined): name is ImportSourceName {
  return (IMPORT_SOURCES as readonly (string | undefined)[]).includes(name);
}

function assertInput(source: ImportSourceName, files: readonly string[], from: string | undefined): void {
  if (source === 'table') {
    if (files.length > 0) throw new CommandError('table reads a database, no files: --database and --table.');
  } else if (source === 'langfuse' && from !== undefined) {
    if (files.length > 0) throw new CommandError('Give either export files or --from, not both.');
  } else if (files.length === 0) {
    throw new CommandError(
      source === 'langfuse' ? 'Name the export files, or the server to pull from: --from https://cloud.langfuse.com.' : 'Name the files.',
    );
  }
}

function pageSize(text: string | undefined, source: ImportSourceName): number {
  const most = source === 'table' ? 5000 : 100;
  if (text === undefined) return source === 'table' ? 500 : 50;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > most) throw new CommandError(`--page-size is a whole number from 1 to ${most}.`);
  return size;
}
