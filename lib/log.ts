// Structured logs on standard error, one JSON object a line. Bodies and secrets never get in: known places are redacted.
import pino from 'pino';
import { env } from './env';
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

const destination = pino.destination({ dest: 2, sync: false });

/** Control characters above U+007E and what turns text around are no matter to JSON, but they are to the terminal that shows it. */
const terminalSafe = {
  write: (line: string) => void destination.write(terminalSafeJson(line)),
  flushSync: () => destination.flushSync(),
};

export const log = pino(
  {
    level: env().NODE_ENV === 'test' ? 'silent' : env().LOG_LEVEL,
    base: { process: env().COUNTERSIGN_PROCESS },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '[redacted]' },
  },
  terminalSafe,
);
