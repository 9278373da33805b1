// Every route of the HTTP API with the permission it needs, as data: what the access tests walk over, for each role and tenant.
import type { PermissionName } from '@/lib/domain/policy';
import { INCIDENT_ROUTES } from './access-incidents';

/** Ids that exist in one project of the tests. */
export interface KnownIds {
  runId: string;
  otherRunId: string;
  stepId: string;
  sessionId: string;
  documentId: string;
  /** SHA-256 of a medium that came inside a run. */
  mediaHash: string;
  queue: string;
  itemId: string;
  /** Of an item that is decided; its decision made the case `caseId` of `evalSet`. */
  decidedItemId: string;
  evalSet: string;
  caseId: string;
  alarmId: string;
  /** Of a failure pattern. */
  patternKey: string;
  /** Of both runs. */
  userId: string;
  /** In the vault of the project. */
  token: string;
  incidentId: string;
  /** Of the incident, done. */
  queueingId: string;
}

export interface RouteAccess {
  /** Tells entries of one route apart. */
  label?: string;
  /** The folder below app/api/v1 that holds the route file. */
  route: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  permission: PermissionName;
  /** Values of the path's placeholders. */
  params?: (ids: KnownIds) => Record<string, string | string[]>;
  query?: (ids: KnownIds) => string;
  body?: (ids: KnownIds) => unknown;
  headers?: Record<string, string>;
  /** What an owner gets for ids of their own project; 200 when absent. */
  own?: number;
  /** What somebody else's ids get: 404 when absent. `list` for routes without an id, which answer with one's own records only. */
  foreign?: 'list';
}

const run = ({ runId }: KnownIds) => ({ runId });
const document = ({ documentId }: KnownIds) => ({ documentId });
const queue = ({ queue: name }: KnownIds) => ({ name });
const item = ({ itemId }: KnownIds) => ({ itemId });
const decidedItem = ({ decidedItemId }: KnownIds) => ({ itemId: decidedItemId });
const evalSet = ({ evalSet: name }: KnownIds) => ({ name });
const evalCase = ({ evalSet: name, caseId }: KnownIds) => ({ name, caseId });
const pattern = ({ patternKey: key }: KnownIds) => ({ key });
const once = { 'idempotency-key': 'one' };

export const ROUTES: readonly RouteAccess[] = [
  { route: 'runs', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'runs', method: 'POST', permission: 'run.ingest', foreign: 'list', body: () => ({ run_id: 'R-new', output: 'text' }) },
  { route: 'runs/[runId]', method: 'GET', permission: 'run.read', params: run },
  { route: 'runs/[runId]/steps', method: 'GET', permission: 'run.read', params: run },
  { route: 'runs/[runId]/steps/[stepId]', method: 'GET', permission: 'run.read', params: ({ runId, stepId }) => ({ runId, stepId }) },
  {
    route: 'runs/[runId]/steps/[stepId]/parts/[part]',
    method: 'GET',
    permission: 'run.read_raw',
    params: ({ runId, stepId }) => ({ runId, stepId, part: 'attributes' }),
  },
  { route: 'runs/[runId]/search', method: 'GET', permission: 'run.read', params: run, query: () => '?q=refund' },
  { route: 'runs/[runId]/notes', method: 'GET', permission: 'run.read', params: run },
  { route: 'runs/[runId]/step-columns', method: 'GET', permission: 'run.read', params: run },
  { route: 'sessions/[sessionId]', method: 'GET', permission: 'run.read', params: ({ sessionId }) => ({ sessionId }) },
  { route: 'runs/[runId]/siblings', method: 'GET', permission: 'run.read', params: run },
  { route: 'runs/[runId]/explain', method: 'GET', permission: 'run.read', params: run },
  {
    route: 'runs/[runId]/compare/[otherId]',
    method: 'GET',
    permission: 'run.read',
    params: ({ runId, otherRunId }) => ({ runId, otherId: otherRunId }),
  },
  { route: 'media/[hash]', method: 'GET', permission: 'run.read_raw', params: ({ mediaHash }) => ({ hash: mediaHash }) },
  { route: 'find', method: 'GET', permission: 'run.read_raw', foreign: 'list', query: () => '?q=order' },
  { route: 'lookup', method: 'GET', permission: 'run.read', query: ({ runId }) => `?id=${runId}` },
  { route: 'documents', method: 'GET', permission: 'document.read', foreign: 'list' },
  {
    route: 'documents',
    method: 'POST',
    permission: 'document.create',
    foreign: 'list',
    body: () => ({ document_id: 'new', title: 'New', content: 'text' }),
  },
  { route: 'documents/[documentId]', method: 'GET', permission: 'document.read', params: document },
  { route: 'documents/[documentId]/content', method: 'GET', permission: 'document.read', params: document },
  {
    route: 'documents/[documentId]/pages/[page]',
    method: 'GET',
    permission: 'document.read',
    params: ({ documentId }) => ({ documentId, page: '1' }),
  },
  { route: 'documents/[documentId]/find', method: 'GET', permission: 'document.read', params: document, query: () => '?q=total' },
  ...INCIDENT_ROUTES,
  { route: 'queues', method: 'GET', permission: 'queue.read', foreign: 'list' },
  { route: 'queues/[name]', method: 'GET', permission: 'queue.read', params: queue },
  {
    route: 'queues/[name]',
    method: 'PUT',
    permission: 'queue.edit',
    own: 201,
    foreign: 'list',
    params: () => ({ name: 'made-new' }),
    body: () => ({ rules: [] }),
  },
  { route: 'queues/[name]/items', method: 'GET', permission: 'queue.read', params: queue },
  { route: 'queues/[name]/claim', method: 'POST', permission: 'item.review', params: queue, body: () => ({}) },
  { route: 'queues/[name]/preview', method: 'POST', permission: 'queue.edit', params: queue, body: () => ({}) },
  { route: 'queues/[name]/backfill', method: 'POST', permission: 'queue.edit', params: queue, own: 202 },
  { route: 'queues/[name]/changes', method: 'GET', permission: 'queue.read', params: queue },
  { route: 'items/[itemId]', method: 'GET', permission: 'queue.read', params: item },
  { route: 'items/[itemId]/heartbeat', method: 'POST', permission: 'item.review', params: item, body: () => ({}) },
  itemVerb('comment', 'run.comment', { text: 'See page 4.' }),
  itemVerb('escalate', 'item.review', { reason_code: 'needs_expert' }),
  itemVerb('reassign', 'item.reassign', { to: null }),
  itemVerb('skip', 'item.review', { reason_code: 'no_time' }, 409),
  itemVerb('release', 'item.review', {}, 409),
  itemVerb('remove', 'item.reassign', { reason_code: 'duplicate' }),
  {
    route: 'items/[itemId]/submit',
    method: 'POST',
    permission: 'item.review',
    params: decidedItem,
    headers: once,
    body: () => ({ revision: 'sha256:0', outcome: 'approved' }),
    own: 409,
  },
  {
    route: 'items/[itemId]/amend',
    method: 'POST',
    permission: 'decision.amend',
    params: decidedItem,
    headers: once,
    body: () => ({ revision: 'sha256:0', outcome: 'approved', reason_code: 'appeal' }),
    own: 409,
  },
  { route: 'checks', method: 'GET', permission: 'check.read', foreign: 'list' },
  {
    route: 'checks/[code]',
    method: 'PUT',
    permission: 'check.edit',
    foreign: 'list',
    params: () => ({ code: 'number_not_in_source' }),
    body: () => ({ is_enabled: true, severity: 'medium' }),
  },
  { route: 'passages/weak', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'prompt-versions', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'cost', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'retrieval-drift', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'patterns', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'patterns/[key]', method: 'GET', permission: 'run.read', params: pattern },
  { route: 'patterns/[key]', method: 'PUT', permission: 'pattern.edit', params: pattern, body: () => ({ name: 'Known' }) },
  { route: 'drift', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'drift/alarms', method: 'GET', permission: 'run.read', foreign: 'list' },
  {
    route: 'drift/alarms/[alarmId]',
    method: 'POST',
    permission: 'drift.edit',
    params: ({ alarmId }) => ({ alarmId }),
    body: () => ({ state: 'acknowledged', reason: 'known' }),
  },
  { route: 'risk-model', method: 'GET', permission: 'risk.read', foreign: 'list' },
  { route: 'risk-model/refit', method: 'POST', permission: 'risk.edit', foreign: 'list', own: 409 },
  { route: 'risk-model/activate', method: 'POST', permission: 'risk.edit', foreign: 'list', body: () => ({ version: 0 }), own: 409 },
  { route: 'eval-sets', method: 'GET', permission: 'eval.read', foreign: 'list' },
  { route: 'eval-sets/[name]/cases', method: 'GET', permission: 'eval.read', params: evalSet },
  { route: 'eval-sets/[name]/cases/[caseId]', method: 'GET', permission: 'eval.read', params: evalCase },
  // The case was made by the owner, so the owner may not approve it; the lead who asks next does, and what follows builds on that.
  {
    route: 'eval-sets/[name]/cases/[caseId]/approve',
    method: 'POST',
    permission: 'eval.approve',
    params: evalCase,
    body: () => ({}),
    own: 409,
  },
  {
    route: 'eval-sets/[name]/cases/[caseId]/reject',
    method: 'POST',
    permission: 'eval.approve',
    params: evalCase,
    body: () => ({ reason_code: 'duplicate' }),
    own: 409,
  },
  { route: 'eval-sets/[name]/versions', method: 'GET', permission: 'eval.read', params: evalSet },
  { route: 'eval-sets/[name]/versions', method: 'POST', permission: 'eval.approve', params: evalSet, body: () => ({}), own: 201 },
  { route: 'eval-sets/[name]/diff', method: 'GET', permission: 'eval.read', params: evalSet, query: () => '?from=1&to=1' },
  { route: 'trail/checkpoint', method: 'GET', permission: 'trail.read', foreign: 'list' },
  { route: 'trail/entries', method: 'GET', permission: 'trail.read', foreign: 'list' },
  { route: 'trail/proof', method: 'GET', permission: 'trail.read', foreign: 'list', query: () => '?index=0' },
  {
    route: 'trail/tile/[...path]',
    method: 'GET',
    permission: 'trail.read',
    foreign: 'list',
    params: () => ({ path: ['0', '000.p', '1'] }),
  },
  {
    route: 'vault/reveal',
    method: 'POST',
    permission: 'content.reveal',
    body: ({ token }) => ({ token, purpose: 'to see who may' }),
  },
  {
    route: 'vault/erase',
    method: 'POST',
    permission: 'subject.erase',
    body: ({ userId }) => ({ user_id: userId, purpose: 'to see who may' }),
  },
  { route: 'verifier', method: 'GET', permission: 'verifier.read', foreign: 'list' },
  {
    route: 'verifier',
    method: 'PUT',
    permission: 'verifier.edit',
    foreign: 'list',
    body: () => ({ settings: { kind: 'scorer', url: 'http://127.0.0.1:9/score' }, is_on: false }),
  },
  { route: 'verifier/test', method: 'POST', permission: 'verifier.edit', foreign: 'list' },
  { route: 'trail/key', method: 'GET', permission: 'trail.read', foreign: 'list' },
  { route: 'trail/bundle', method: 'GET', permission: 'trail.export', query: ({ runId }) => `?run_id=${runId}`, foreign: 'list' },
];

/** A verb of the registry on an item. What the owner gets depends on the entries before: each leaves the item in another state. */
function itemVerb(verb: string, permission: PermissionName, body: unknown, own = 200): RouteAccess {
  const params = ({ itemId }: KnownIds) => ({ itemId, verb });
  return { route: 'items/[itemId]/[verb]', label: verb, method: 'POST', permission, params, body: () => body, own };
}
