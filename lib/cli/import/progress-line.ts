// Progress for people: one line that is rewritten in a terminal, a line now and then in a log.
import { terminalText } from '@/lib/terminal-text';

const TERMINAL_MS = 100;
const LOG_MS = 10_000;

export interface Progress {
  /** Overwritten by the next. */
  step(text: string): void;
  /** Stays. */
  note(text: string): void;
  /** Ends the line that is being rewritten. */
  close(): void;
}

/** Everything printed is made safe for terminals here. */
export function progressLine(
  stream: NodeJS.WriteStream | { isTTY?: boolean; columns?: number; write(text: string): unknown },
  isQuiet: boolean,
): Progress {
  let shownAt = 0;
  let isOpen = false;
  const close = () => {
    if (isOpen) stream.write('\n');
    isOpen = false;
  };
  return {
    step: (text) => {
      const now = Date.now();
      if (isQuiet || now - shownAt < (stream.isTTY ? TERMINAL_MS : LOG_MS)) return;
      shownAt = now;
      const line = terminalText(text);
      if (!stream.isTTY) {
        stream.write(`${line}\n`);
        return;
      }
      stream.write(`\r\u001B[2K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
      isOpen = true;
    },
    note: (text) => {
      if (isQuiet) return;
      close();
      stream.write(`${terminalText(text)}\n`);
    },
    close,
  };
}
