// Test support: a verifier on 127.0.0.1, scorer and judge at once, that keeps what it was asked and answers as it is told.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedPair {
  id: string;
  claim: string;
  evidence: string[];
  question?: string;
}
export interface AskedCall {
  path: string;
  headers: IncomingMessage['headers'];
  /** As it was sent. */
  text: string;
  pairs: AskedPair[];
}

/** Support for a pair, or whatever else it is to say of it. */
type Opinion = (pair: AskedPair) => unknown;
/** Answers one call in place of its opinion; nothing written is a verifier that hangs. */
type Fault = (response: ServerResponse, call: AskedCall) => void;

export interface LoopbackVerifier {
  scorerUrl: string;
  judgeUrl: string;
  calls: AskedCall[];
  claims: () => string[];
  opinion: Opinion;
  /** Faults for the calls to come, one each. */
  next: Fault[];
  /** For every call while it is set. */
  fault: Fault | null;
  close: () => Promise<void>;
}

export async function loopbackVerifier(opinion: Opinion = () => 0.9): Promise<LoopbackVerifier> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      const call: AskedCall = { path, headers: request.headers, text, pairs: pairsIn(path, text) };
      stand.calls.push(call);
      const fault = stand.next.shift() ?? stand.fault;
      if (fault) return fault(response, call);
      answerJson(response, scoresOf(path, call.pairs, stand.opinion));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stand: LoopbackVerifier = {
    scorerUrl: `${base}/score`,
    judgeUrl: `${base}/v1`,
    calls: [],
    claims: () => stand.calls.flatMap(({ pairs }) => pairs.map(({ claim }) => claim)),
    opinion,
    next: [],
    fault: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return stand;
}

export const answerJson = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void =>
  answerText(response, JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });

export function answerText(response: ServerResponse, body: string, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end(body);
}

/** A chat completion that says this. */
export const completion = (content: unknown) => ({ model: 'stand-in-judge', choices: [{ message: { role: 'assistant', content } }] });

const isJudge = (path: string): boolean => path.endsWith('/chat/completions');

function scoresOf(path: string, pairs: readonly AskedPair[], opinion: Opinion): unknown {
  if (isJudge(path)) {
    const scores = pairs.map((pair) => ({ id: pair.id, support: opinion(pair), reason: `read ${pair.claim.length} characters` }));
    return completion(JSON.stringify({ scores }));
  }
  return { scores: pairs.map((pair) => ({ id: pair.id, support: opinion(pair), detail: 'stand-in' })), model: 'stand-in-scorer' };
}

/** A judge finds the data where the instructions say that it is: the line between the two of the fence. */
function pairsIn(path: string, text: string): AskedPair[] {
  const body = JSON.parse(text) as { pairs: AskedPair[]; messages: { role: string; content: string }[] };
  if (!isJudge(path)) return body.pairs;
  const message = body.messages.find(({ role }) => role === 'user')?.content ?? '';
  const nonce = /^BEGIN DATA (\w+)$/m.exec(message)?.[1] ?? '';
  const data = message.split(`BEGIN DATA ${nonce}\n`)[1]?.split(`\nEND DATA ${nonce}`)[0] ?? '{"pairs":[]}';
  return (JSON.parse(data) as { pairs: AskedPair[] }).pairs;
}
