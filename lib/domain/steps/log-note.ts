// What a step said while it ran, as notes of the log: messages, calls, results, events and its error.
import { z } from 'zod';
import { LOG_KINDS, LOG_LEVELS, type LogLevel, type LogNote } from './step-log';

export const logNoteSchema = z.object({
  stepId: z.string(),
  kind: z.enum(LOG_KINDS).exclude(['step']),
  level: z.enum(LOG_LEVELS),
  ms: z.number().nullable(),
  title: z.string(),
  text: z.string(),
  isCut: z.boolean(),
});
export const logNotesSchema = z.object({ notes: z.array(logNoteSchema), next_cursor: z.string().nullable() }).meta({ id: 'RunNotes' });

/** A step as the database gives it for the log; texts are beginnings, `null` where there is none or it is too large to look into. */
export interface LoggedStep {
  stepId: string;
  kind: string;
  startNs: string | null;
  endNs: string | null;
  error: string | null;
  messages: { role: string | null; text: string | null; call: string | null; isIn: boolean }[] | null;
  input: string | null;
  output: string | null;
  events: { name: string | null; timeNs: string | null; level: string | null; text: string | null }[] | null;
}

/** Characters of a text that the database gives at most; one more says that there is more. */
export const NOTE_CHARS = 400;

/** In the order in which they happened, as far as the step tells it: what went in, events, what came out, the error. */
export function notesOf(step: LoggedStep, firstNs: bigint | null): LogNote[] {
  const { stepId, startNs, endNs, error, events } = step;
  const ms = (ns: string | null) => (ns === null || firstNs === null ? null : Number(BigInt(ns) - firstNs) / 1e6);
  const note = (kind: LogNote['kind'], title: string, text: string | null, at: string | null, level: LogLevel = 'info'): LogNote => ({
    stepId,
    kind,
    level,
    ms: ms(at),
    title,
    text: (text ?? '').slice(0, NOTE_CHARS),
    isCut: (text ?? '').length > NOTE_CHARS,
  });
  const ended = endNs ?? startNs;
  const said = (isIn: boolean) =>
    (step.messages ?? [])
      .filter((message) => message.isIn === isIn)
      .map(({ role, text, call }) =>
        call === null ? note('message', role ?? 'message', text, isIn ? startNs : ended) : note('call', call, text, isIn ? startNs : ended),
      );
  const isTool = step.kind === 'TOOL' || step.kind === 'RETRIEVAL' || step.kind === 'RERANK';
  return [
    ...said(true),
    ...(isTool && step.input !== null ? [note('call', 'called with', step.input, startNs)] : []),
    ...(events ?? []).map(({ name, timeNs, level, text }) => note('event', name ?? 'event', text, timeNs, eventLevel(name, level))),
    ...said(false),
    ...(isTool && step.output !== null ? [note('result', 'result', step.output, ended)] : []),
    ...(error === null ? [] : [note('error', 'failed', error, ended, 'error')]),
  ];
}

/** By the level that it states, else by its name: an exception is an error. */
function eventLevel(name: string | null, stated: string | null): LogLevel {
  const word = (stated ?? '').toLowerCase();
  if (/^(fatal|error|critical|emerg|alert)/.test(word)) return 'error';
  if (/^warn/.test(word)) return 'warning';
  if (/^(debug|trace|verbose)/.test(word)) return 'debug';
  return word === '' && name !== null && /exception|error/i.test(name) ? 'error' : 'info';
}
