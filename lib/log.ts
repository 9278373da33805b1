// Structured logs on standard error, one JSON object a line. Bodies and secrets never get in: known places are redacted.
import pino, { type DestinationStream, type Logger } from 'pino';
import { env } from './env';
import { scrubLine } from './privacy/scrub-line';
import { terminalSafeJson } from './terminal-text';

const secretPaths = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apiKey',
  'api_key',
  'input',
  'output',
  'body',
  'content',
  '*.password',
  '*.secret',
  '*.token',
  '*.authorization',
  '*.cookie',
  '*.apiKey',
  '*.api_key',
  '*.input',
  '*.output',
  '*.body',
  '*.content',
  'headers.authorization',
  'headers.cookie',
  'headers["x-api-key"]',
  'req.headers.authorization',
  'req.headers.cookie',
];

/** What a database says about an error beside its message repeats rows and parameters. */
const errorParts = ['detail', 'where', 'hint', 'internalQuery', 'parameters', 'query'];

/** A logger that writes to a destination of its own; the product has one, `log`. */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { process: env().COUNTERSIGN_PROCESS },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...secretPaths, ...errorParts.map((part) => `err.${part}`)], censor: '[redacted]' },
      // The last word over every line: values that can be proven (addresses, cards, keys) do not get through in any message, and
      // control characters above U+007E and what turns text around are no matter to JSON, but they are to the terminal that shows it.
      hooks: { streamWrite: (line) => terminalSafeJson(scrubLine(line)) },
    },
    destination,
  );
}

export const log = createLog(env().NODE_ENV === 'test' ? 'silent' : env().LOG_LEVEL, pino.destination({ dest: 2, sync: false }));
