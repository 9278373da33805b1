// Structured logs on standard error, one JSON object a line. Bodies and secrets never get in: known places are redacted.
import pino from 'pino';
import { env } from './env';

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

export const log = pino(
  {
    level: env().NODE_ENV === 'test' ? 'silent' : env().LOG_LEVEL,
    base: { process: env().COUNTERSIGN_PROCESS },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '[redacted]' },
  },
  pino.destination({ dest: 2, sync: false }),
);
