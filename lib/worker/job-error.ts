// What of an error may be logged: its class, its code and where it was thrown. Messages of drivers and parsers quote what they
// were given, so a message is kept only where we wrote it for people to read.
import { ExpectedError } from '@/lib/errors';

const FRAMES = 6;

export interface LoggedError {
  type: string;
  code?: string;
  message?: string;
  at: string[];
}

export function jobError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? { code: String(error.code) } : {};
  const message = error instanceof ExpectedError ? { message: error.message } : {};
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return { type: error.name, ...code, ...message, at: at.slice(0, FRAMES).map((line) => line.trim()) };
}
