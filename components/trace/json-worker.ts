// Reads a large JSON value away from the page: fetched, laid out in lines and searched in a worker, so that the page never waits.
import { jsonAnswers, type JsonQuestions } from './json-answers';

export type ToWorker = { load: string } | { id: number; question: keyof JsonQuestions; ask: unknown };
export type FromWorker = { progress: number } | { loaded: number } | { failed: string } | { id: number; answer: unknown };

let held: ReturnType<typeof jsonAnswers> | null = null;
const post = (message: FromWorker) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ('load' in data) {
    load(data.load).catch((error: unknown) => post({ failed: error instanceof Error ? error.message : String(error) }));
    return;
  }
  if (held) post({ id: data.id, answer: held.answer(data.question, data.ask as never) });
};

async function load(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok || !response.body) {
    const body = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(body?.detail ?? `The server answered ${response.status}.`);
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { value, done } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    post({ progress: size });
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  held = jsonAnswers(bytes);
  post({ loaded: held.lines.count });
}
