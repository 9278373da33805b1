// The ingest door: one function from Request to Response, mounted on its own port and below /api/ingest of the web server.
import { randomUUID } from 'node:crypto';
import { problemResponse } from '@/lib/api/problem';
import { authenticateKey, tellRefusal } from '@/lib/auth/api-key';
import { presentedKey } from '@/lib/auth/presented-key';
import { type InboxBatch, putIntoInbox } from '@/lib/data/ingest/inbox';
import { requireQuota, spendQuota } from '@/lib/data/ingest/ingest-quota';
import { KEY_REFUSALS } from '@/lib/domain/key-refusal';
import { type Actor, can } from '@/lib/domain/policy';
import { ExpectedError, unavailable } from '@/lib/errors';
import { log } from '@/lib/log';
import { count } from '@/lib/telemetry';
import type { BatchThreads } from './batch-threads';
import { type DoorRoute, doorRoute, otlpEncoding } from './door-route';
import { FairGate } from './fair-gate';
import { keyInBody, mayHoldKey } from './key-in-body';
import { measureRequest } from './measure-request';
import { acceptedAnswer, type OtlpEncoding, refusedAnswer } from './otlp-answer';
import { Presence } from './presence';
import { busy, HeldBytes, readWire, unpack } from './read-body';
import { takeOtlp } from './take-otlp';
import { surfaceResponse, takeSurface } from './take-surface';
import { ticketProject, UPLOAD_PATH } from './upload-ticket';

export interface DoorOptions {
  /** Unpacked bytes that may be decoded and stored at once; what comes on top goes to the inbox. */
  maxInFlightBytes?: number;
  /** Where large batches are worked on; without them everything is done here. */
  threads?: Pick<BatchThreads, 'take' | 'call' | 'count'>;
}

const DEFAULT_IN_FLIGHT_BYTES = 96 * 1024 * 1024;
/** A batch of more bytes is large; packed ones are taken for this many times what they are. */
const LARGE_BYTES = 32 * 1024;
const PACKED_RATIO = 8;
/** How long a batch waits for the run that its records name, before it is read again. */
const UNBOUND_DELAY_MS = 2000;

/** A door with its own count of what is in flight. */
export function createDoor({
  maxInFlightBytes = DEFAULT_IN_FLIGHT_BYTES,
  threads,
}: DoorOptions = {}): (request: Request) => Promise<Response> {
  const held = new HeldBytes();
  const presence = new Presence();
  const isAlone = (projectId: string) => presence.isAlone(projectId);
  const gate = new FairGate(undefined, isAlone);
  const largeGate = new FairGate({ perProject: 4, beside: 1, total: 4 * (threads?.count ?? 0) }, isAlone);
  let inFlight = 0;

  return async function door(request: Request): Promise<Response> {
    const startedAt = performance.now();
    const url = new URL(request.url);
    const contentType = request.headers.get('content-type') ?? '';
    const route = doorRoute(request.method, url.pathname, contentType);
    if (route.kind === 'health') return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
    let sender: Actor | null = null;
    try {
      assertKnown(route, url.pathname);
      const key = presentedKey(request.headers);
      // Nobody's body is read before its key is known, but for the SDKs that put the key into the body.
      const known = key === null && mayHoldKey(route) ? null : await authenticate(request, key);
      sender = known;
      if (known) await requireRoom(known);
      const { bytes, release } = await readWire(request, held);
      try {
        const contentEncoding = request.headers.get('content-encoding');
        const actor = known ?? (await authenticate(request, await keyInBody(route, bytes, contentEncoding)));
        sender = actor;
        if (!known) await requireRoom(actor);
        const size = bytes.length;
        await spendQuota(actor, 'bytesPerDay', size);
        const response = await admit(actor, route, request.headers, url, { body: bytes, contentType, contentEncoding, path: url.pathname });
        measureRequest(route, 'accepted', size, startedAt);
        return response;
      } finally {
        release();
      }
    } catch (error) {
      const expected = error instanceof ExpectedError ? error : unexpected(error);
      measureRequest(route, expected.code, 0, startedAt);
      if (sender?.keyId) tellRefusal(sender.keyId, expected.message);
      return refusal(route, otlpEncoding(contentType) ?? 'json', expected);
    }
  };

  /** Works on the request at once, or puts it by when the reader is behind. A request alone is always worked on. */
  async function admit(actor: Actor, route: WorkRoute, headers: Headers, url: URL, batch: InboxBatch): Promise<Response> {
    const encoding = route.kind === 'otlp' ? encodingOf(batch) : 'json';
    if (inFlight > maxInFlightBytes) {
      if (route.kind === 'otlp' && route.signal !== 'metrics') return putBy(actor, route.signal, encoding, batch);
      throw busy('The door is behind.');
    }
    presence.note(actor.projectId);
    const isLarge = threads !== undefined && sizeOf(batch) > LARGE_BYTES;
    return (isLarge ? largeGate : gate).run(actor.projectId, () =>
      work(actor, route, headers, url, batch, encoding, isLarge ? threads : undefined),
    );
  }

  async function work(
    actor: Actor,
    route: WorkRoute,
    headers: Headers,
    url: URL,
    batch: InboxBatch,
    encoding: OtlpEncoding,
    thread: DoorOptions['threads'],
  ): Promise<Response> {
    const unpacked = await unpack(batch.body, batch.contentEncoding);
    const size = unpacked.length;
    inFlight += size;
    try {
      if (route.kind === 'surface') {
        const { answer, waiting } = thread
          ? await thread.call({ actor, method: route.surface.method, url: url.href, headers: [...headers], body: unpacked })
          : await takeSurface(actor, route.surface, route.match, url, headers, unpacked);
        if (waiting > 0 && !(await putIntoInbox(actor, batch, UNBOUND_DELAY_MS)))
          throw busy('Parts of the call name a run that has not come, and the inbox where they could wait is full.');
        return surfaceResponse(answer);
      }
      if (route.signal === 'metrics') return acceptedAnswer(encoding, 'metrics', 0, '');
      const { rejected, waiting } = await (thread
        ? thread.take(actor, route.signal, encoding, unpacked)
        : takeOtlp(actor, route.signal, encoding, unpacked));
      if (waiting > 0 && !(await putIntoInbox(actor, batch, UNBOUND_DELAY_MS)))
        rejected.add('log records name a response that no run has yet, and the inbox where they could wait is full', waiting);
      return acceptedAnswer(encoding, route.signal, rejected.count, rejected.message);
    } finally {
      inFlight -= size;
    }
  }
}

export const door = createDoor();

function sizeOf({ body, contentEncoding }: InboxBatch): number {
  return contentEncoding ? body.length * PACKED_RATIO : body.length;
}

type WorkRoute = Extract<DoorRoute, { kind: 'otlp' | 'surface' }>;

function assertKnown(route: DoorRoute, path: string): asserts route is WorkRoute {
  if (route.kind === 'otlp' || route.kind === 'surface') return;
  if (route.kind === 'method')
    throw new ExpectedError('invalid', 'method_not_allowed', `Use ${route.allow} here.`, { status: 405, extra: { allow: route.allow } });
  throw new ExpectedError(
    'not_found',
    'not_found',
    `Nothing is taken in at ${path.slice(0, 200)}. Traces go to /v1/traces, logs to /v1/logs, run records to /api/v1/runs.`,
  );
}

async function authenticate(request: Request, key: string | null): Promise<Actor> {
  const actor = key === null ? uploader(request) : await authenticateKey(key);
  if (!actor) {
    const message =
      key === null
        ? 'Send an API key of the project: Authorization: Bearer cs_… or x-api-key: cs_….'
        : 'The API key is not known, or it was revoked or has expired.';
    throw new ExpectedError('forbidden', 'unauthenticated', message, { status: 401 });
  }
  if (!can(actor, 'run.ingest')) {
    if (actor.keyId) tellRefusal(actor.keyId, KEY_REFUSALS.scope);
    throw new ExpectedError('forbidden', 'forbidden', 'This API key may not send runs. It needs the scope ingest.');
  }
  return actor;
}

/** An address that we gave out carries its own ticket, and the SDKs send no key there. */
function uploader({ method, url }: Request): Actor | null {
  const { pathname, searchParams } = new URL(url);
  const sha256 = method === 'PUT' ? UPLOAD_PATH.exec(pathname)?.[1] : undefined;
  const projectId = sha256 === undefined ? null : ticketProject(searchParams.get('ticket') ?? '', sha256);
  return projectId === null ? null : { userId: null, name: 'upload', projectId, projectSlug: '', role: 'owner', via: 'system', scopes: [] };
}

/** What will be refused anyway is refused before it is read: it must not cost the others anything. */
async function requireRoom(actor: Actor): Promise<void> {
  await spendQuota(actor, 'keyRequestsPerSecond', 1);
  await requireQuota(actor, 'spansPerSecond');
  await requireQuota(actor, 'runsPerDay');
}

/** A missing or general type is told by its first byte; a wrong one is refused with what to set. */
function encodingOf({ contentType, body, contentEncoding }: InboxBatch): OtlpEncoding {
  const encoding = otlpEncoding(contentType);
  if (encoding) return encoding;
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if ((type === '' || type === 'application/octet-stream') && !contentEncoding) return body[0] === 0x7b ? 'json' : 'protobuf';
  const hint = type?.startsWith('application/grpc')
    ? 'gRPC is not spoken here: set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.'
    : 'Send application/x-protobuf or application/json.';
  throw new ExpectedError('invalid', 'unsupported_type', `Content-Type ${type || '(none)'} is not OTLP over HTTP. ${hint}`, {
    status: 415,
  });
}

/** Acknowledged only when it is durable. A full inbox is said so, and the sender keeps the batch. */
async function putBy(actor: Actor, signal: 'traces' | 'logs', encoding: OtlpEncoding, batch: InboxBatch): Promise<Response> {
  if (!(await putIntoInbox(actor, batch))) throw busy('The door is behind and its inbox is full.');
  count('countersign.inbox.put', 1, { signal });
  return acceptedAnswer(encoding, signal, 0, '');
}

/** Exporters drop what is answered with 400 and the like, so only what is wrong with the request is; all else is 503. */
function refusal(route: DoorRoute, encoding: OtlpEncoding, expected: ExpectedError): Response {
  const response = route.kind === 'otlp' ? refusedAnswer(encoding, expected) : problemResponse(expected);
  const { allow } = expected.extra;
  if (typeof allow === 'string') response.headers.set('allow', allow);
  return response;
}

function unexpected(error: unknown): ExpectedError {
  const errorId = randomUUID();
  log.error({ err: error, errorId }, 'ingest: request failed');
  return unavailable(
    'internal',
    `Something failed on our side and nothing was stored. Send it again; should it stay so, tell support this id: ${errorId}.`,
  );
}
