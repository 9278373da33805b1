// From the words of the command line to the sources that they name: one for each file, database or API.
import { CommandError } from '@/lib/cli/command';
import { env } from '@/lib/env';
import { parseColumnMap } from './column-map';
import { type FileSourceOptions, fileSource } from './file-source';
import type { ImportOptions } from './import-options';
import type { ImportSource } from './import-source';
import { instantText } from './instant-text';
import { langfuseApi } from './langfuse-api';
import { langfuseItems } from './langfuse-objects';
import { langsmithItems } from './langsmith-runs';
import { mappedRows } from './mapped-rows';
import { otlpItems } from './otlp-json-lines';
import { otlpProtobufFile } from './otlp-protobuf-file';
import { phoenixItems } from './phoenix-spans';
import { postgresTable } from './postgres-table';
import { firstBytes, openFile } from './read-chunks';
import type { Patience } from './retrying-fetch';
import { isTableField } from './table-columns';

/** In the order given. Throws a CommandError or an ImportFailure when one of them cannot be opened. */
export async function openSources(options: ImportOptions, patience?: Patience): Promise<ImportSource[]> {
  const { source, own, map, pageSize } = options;
  const delimiter = delimiterOf(own['delimiter']);
  const converted = (convert: FileSourceOptions['convert']) => (path: string) =>
    fileSource({ kind: source, path, convert, ...(delimiter === undefined ? {} : { delimiter }) });
  if (source === 'table') {
    const url = own['database'] ?? env().COUNTERSIGN_IMPORT_DATABASE_URL;
    if (url === undefined || !/^postgres(ql)?:\/\//.test(url))
      throw new CommandError('Say which database: --database postgres://… or COUNTERSIGN_IMPORT_DATABASE_URL.');
    if (own['table'] === undefined) throw new CommandError('Say which table: --table name, or --table schema.name.');
    return [postgresTable({ url, table: own['table'], map: parseColumnMap(map, isTableField), pageSize })];
  }
  if (source === 'langfuse' && options.files.length === 0)
    return [langfuseApi({ ...langfuseAccess(own), pageSize, ...(patience ? { patience } : {}) })];
  const columns = parseColumnMap(map);
  const idPrefix = own['id-prefix'];
  const open: (path: string) => Promise<ImportSource> =
    source === 'langfuse'
      ? converted((record, place) => langfuseItems(record, place))
      : source === 'langsmith'
        ? converted(langsmithItems)
        : source === 'phoenix'
          ? converted(phoenixItems)
          : source === 'otlp'
            ? (path) => otlpFile(path, own['signal'])
            : (path) =>
                mappedRows({
                  kind: source,
                  path,
                  map: columns,
                  ...(delimiter === undefined ? {} : { delimiter }),
                  ...(idPrefix === undefined ? {} : { idPrefix }),
                });
  const sources: ImportSource[] = [];
  for (const path of options.files) sources.push(await open(path));
  return sources;
}

/** JSON begins with a brace or a bracket, which no protobuf message of OTLP and no length before one does. */
async function otlpFile(path: string, signal: string | undefined): Promise<ImportSource> {
  if (signal !== undefined && signal !== 'traces' && signal !== 'logs') throw new CommandError('--signal is traces or logs.');
  const head = (await firstBytes(openFile(path), 64))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (head === '' || head.startsWith('{') || head.startsWith('[')) return fileSource({ kind: 'otlp', path, convert: otlpItems });
  return otlpProtobufFile(path, signal ?? 'traces');
}

function delimiterOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const delimiter = text === '\\t' || text.toLowerCase() === 'tab' ? '\t' : text;
  if (delimiter.length !== 1) throw new CommandError('--delimiter is one character, or tab.');
  return delimiter;
}

function langfuseAccess(own: ImportOptions['own']): { url: string; publicKey: string; secretKey: string; since?: string; until?: string } {
  const settings = env();
  const url = own['from'] ?? '';
  if (!/^https?:\/\/[^/]/.test(url)) throw new CommandError('--from is the address of a Langfuse server: https://cloud.langfuse.com.');
  const publicKey = own['public-key'] ?? settings.LANGFUSE_PUBLIC_KEY;
  const secretKey = own['secret-key'] ?? settings.LANGFUSE_SECRET_KEY;
  if (!publicKey || !secretKey)
    throw new CommandError('Give the keys of the Langfuse project: LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY.');
  const time = (name: 'since' | 'until') => {
    const given = own[name];
    if (given === undefined) return {};
    const text = instantText(given);
    if (text === undefined) throw new CommandError(`--${name} is a time such as 2026-11-21 or 2026-11-21T08:30:00Z.`);
    return { [name]: text };
  };
  return { url, publicKey, secretKey, ...time('since'), ...time('until') };
}
