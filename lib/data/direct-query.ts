// A statement whose parameters go to the server as they are. The driver puts them together in one buffer that it makes larger and larger: of a batch
// with megabytes of steps that is a multiple of the batch, copied for nothing and left to the collector.
import 'server-only';
import pg from 'pg';
import type { SqlClient } from './database';

/** What this needs of the driver's own query and connection, which its types do not tell. */
interface Bind {
  portal?: string;
  statement?: string;
  values?: unknown[];
  valueMapper: (value: unknown) => string | Buffer | null;
}
interface Connection {
  stream: { writable: boolean; write(chunk: Buffer): boolean };
  bind(config: Bind): void;
}
type Callback = (error: Error | null, result: pg.QueryResult) => void;
const DriversQuery = pg.Query as unknown as new (
  config: pg.QueryConfig,
  values: undefined,
  callback: Callback,
) => pg.Submittable & { prepare(connection: Connection): void };

const BIND = 0x42;
const TEXT = 0;
const BINARY = 1;
/** Shorter values are put together, which costs less than a chunk of their own. */
const OWN_CHUNK_BYTES = 4096;

class DirectQuery extends DriversQuery {
  /** The driver holds back what is written here until all of it can go at once. */
  override prepare(connection: Connection): void {
    super.prepare(Object.create(connection, { bind: { value: (config: Bind) => writeBind(connection, config) } }) as Connection);
  }
}

/** As `client.query`, for statements with a name and large parameters. */
export function directQuery<R extends pg.QueryResultRow>(
  client: SqlClient,
  config: { name: string; text: string; values: unknown[] },
): Promise<pg.QueryResult<R>> {
  return new Promise((resolve, reject) => {
    client.query(new DirectQuery(config, undefined, (error, result) => (error ? reject(error) : resolve(result as pg.QueryResult<R>))));
  });
}

/** The message Bind of PostgreSQL's protocol (chapter 54.7 of its manual): results are asked for as text. */
function writeBind({ stream }: Connection, { portal = '', statement = '', values = [], valueMapper }: Bind): void {
  const mapped = values.map(valueMapper);
  const bytes = mapped.map((value) => (typeof value === 'string' ? Buffer.from(value) : value));
  const parts = [Buffer.from(`${portal}\0${statement}\0`), int16(bytes.length)];
  for (const value of mapped) parts.push(int16(Buffer.isBuffer(value) ? BINARY : TEXT));
  parts.push(int16(bytes.length));
  for (const value of bytes) {
    parts.push(int32(value?.length ?? -1));
    if (value) parts.push(value);
  }
  parts.push(int16(1), int16(TEXT));
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  if (!stream.writable) return;
  let small: Buffer[] = [Buffer.of(BIND), int32(length)];
  for (const part of parts) {
    if (part.length < OWN_CHUNK_BYTES) {
      small.push(part);
      continue;
    }
    stream.write(Buffer.concat(small));
    stream.write(part);
    small = [];
  }
  stream.write(Buffer.concat(small));
}

function int16(value: number): Buffer {
  return Buffer.of((value >> 8) & 0xff, value & 0xff);
}

function int32(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(4);
  buffer.writeInt32BE(value);
  return buffer;
}
