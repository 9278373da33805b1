// Sends one request to a receiver: the name is looked up once, the address is checked, and the connection goes to that address.
// Redirects are not followed, and no more than 64 KB of an answer is kept.
import { lookup as dnsLookup } from 'node:dns/promises';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { type AddressPolicy, addressProblem } from './address-policy';
import type { HttpAnswer, HttpCall } from './connector';
import { hostOf } from './endpoint-url';

const KEPT_BYTES = 64 * 1024;
/** An answer longer than this is broken off: nothing that is read from it is that long. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const SWITCHED = 'SWITCHED_PROTOCOLS';

export type CallOutcome = { answer: HttpAnswer } | { failure: string; isRefusedAddress: boolean };

export interface Sender {
  /** `limitMs` where this one call has less time than others. */
  send: (call: HttpCall, limitMs?: number) => Promise<CallOutcome>;
  /** Ends the connections that were kept open between the calls. */
  close: () => void;
}

export interface SenderOptions {
  policy: AddressPolicy;
  /** For one call as a whole: look-up, connection, answer. */
  timeoutMs: number;
  /** Connections at the same time; 1 when absent. */
  sockets?: number;
  /** For tests: what the system's resolver would say. */
  lookup?: (host: string) => Promise<string[]>;
}

/** For the calls of one delivery. Every connection is looked up and checked by itself, also one that is made anew in between. */
export function createSender({ policy, timeoutMs, sockets = 1, lookup = systemLookup }: SenderOptions): Sender {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: sockets }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: sockets }),
  };
  return {
    send: async (call, limitMs = timeoutMs) => {
      const deadline = AbortSignal.timeout(limitMs);
      try {
        const url = new URL(call.url);
        const address = await within(deadline, checkedAddress(url, policy, lookup));
        return { answer: await exchange(call, url, address, agents, deadline) };
      } catch (error) {
        return failureOf(error, deadline, limitMs);
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

class RefusedAddress extends Error {}

async function systemLookup(host: string): Promise<string[]> {
  return (await dnsLookup(host, { all: true })).map(({ address }) => address);
}

/** The first address; all must be allowed, so that a name with one public and one private address is refused. */
async function checkedAddress(url: URL, policy: AddressPolicy, lookup: (host: string) => Promise<string[]>): Promise<string> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new RefusedAddress(`${url.protocol} is not sent to`);
  const host = hostOf(url);
  const addresses = isIP(host) === 0 ? await lookup(host) : [host];
  for (const address of addresses) {
    const problem = addressProblem(policy, host, address);
    if (problem !== null) throw new RefusedAddress(problem);
  }
  const [first] = addresses;
  if (first === undefined) throw new Error(`${host} has no address`);
  return first;
}

function exchange(
  { method, headers, body }: HttpCall,
  url: URL,
  address: string,
  agents: { 'http:': HttpAgent; 'https:': HttpsAgent },
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const bytes = body === null ? null : Buffer.from(body);
  const isSecure = url.protocol === 'https:';
  const family = isIP(address);
  return new Promise((resolve, reject) => {
    const request = (isSecure ? requestHttps : requestHttp)(url, {
      method,
      signal,
      agent: isSecure ? agents['https:'] : agents['http:'],
      headers: { ...headers, 'user-agent': 'countersign', ...(bytes === null ? {} : { 'content-length': String(bytes.length) }) },
      // The name stands for the certificate and the Host header only; the connection goes to what was checked.
      lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
    });
    request.on('response', (response) => readAnswer(response).then(resolve, reject));
    // Without this a connection that was given to another protocol ends neither by its answer nor by the deadline.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(Object.assign(new Error('switching protocols'), { code: SWITCHED }));
    });
    request.on('error', reject);
    request.end(bytes ?? undefined);
  });
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let seenBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    seenBytes += chunk.length;
    if (keptBytes < KEPT_BYTES) kept.push(chunk.subarray(0, KEPT_BYTES - keptBytes));
    keptBytes = Math.min(KEPT_BYTES, keptBytes + chunk.length);
    // Leaving the loop ends the connection.
    if (seenBytes > MAX_ANSWER_BYTES) break;
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(kept) };
}

async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);
}

const NETWORK_WORDS: { [code: string]: string } = {
  [SWITCHED]: 'it wants to speak another protocol',
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'the connection was broken off',
  EPIPE: 'the connection was broken off',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function failureOf(error: unknown, deadline: AbortSignal, timeoutMs: number): CallOutcome {
  if (error instanceof RefusedAddress) return { failure: `${error.message}.`, isRefusedAddress: true };
  if (deadline.aborted) return { failure: `No answer within ${timeoutMs / 1000} seconds.`, isRefusedAddress: false };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = NETWORK_WORDS[code] ?? (code === '' ? 'the request could not be made' : `the request failed (${code})`);
  return { failure: `Not reached: ${words}.`, isRefusedAddress: false };
}
