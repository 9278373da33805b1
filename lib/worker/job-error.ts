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
  return { type: error.name, ...code, ...message, at: framesOf(error).slice(0, FRAMES) };
}

/** The message stands before the frames and may have lines that look like one. */
function framesOf({ message, stack = '' }: Error): string[] {
  const place = message === '' ? -1 : stack.indexOf(message);
  const frames = place < 0 ? stack : stack.slice(place + message.length);
  return frames.split('\n').flatMap((line) => (/^\s+at \S.*:\d+:\d+\)?$/u.test(line) ? [line.trim()] : []));
}
