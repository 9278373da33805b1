// Every route of the HTTP API with the permission it needs, as data: what the access tests walk over, for each role and tenant.
import type { PermissionName } from '@/lib/domain/policy';

/** Ids that exist in one project of the tests. */
export interface KnownIds {
  runId: string;
  otherRunId: string;
  stepId: string;
  documentId: string;
  queue: string;
  itemId: string;
  evalSet: string;
}

export interface RouteAccess {
  /** The folder below app/api/v1 that holds the route file. */
  route: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  permission: PermissionName;
  /** Values of the path's placeholders. */
  params?: (ids: KnownIds) => Record<string, string | string[]>;
  query?: (ids: KnownIds) => string;
  body?: (ids: KnownIds) => unknown;
  /** What an owner gets for ids of their own project; 200 when absent. */
  own?: number;
  /** What somebody else's ids get: 404 when absent. `list` for routes without an id, which answer with one's own records only. */
  foreign?: 'list';
}

const run = ({ runId }: KnownIds) => ({ runId });
const document = ({ documentId }: KnownIds) => ({ documentId });

export const ROUTES: readonly RouteAccess[] = [
  { route: 'runs', method: 'GET', permission: 'run.read', foreign: 'list' },
  { route: 'runs', method: 'POST', permission: 'run.ingest', foreign: 'list', body: () => ({ run_id: 'R-new', output: 'text' }) },
  { route: 'runs/[runId]', method: 'GET', permission: 'run.read', params: run },
  { route: 'runs/[runId]/steps', method: 'GET', permission: 'run.read', params: run },
  { route: 'runs/[runId]/steps/[stepId]', method: 'GET', permission: 'run.read', params: ({ runId, stepId }) => ({ runId, stepId }) },
  { route: 'runs/[runId]/siblings', method: 'GET', permission: 'run.read', params: run },
  {
    route: 'runs/[runId]/compare/[otherId]',
    method: 'GET',
    permission: 'run.read',
    params: ({ runId, otherRunId }) => ({ runId, otherId: otherRunId }),
  },
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
  { route: 'trail/key', method: 'GET', permission: 'trail.read', foreign: 'list' },
  { route: 'trail/bundle', method: 'GET', permission: 'trail.export', query: ({ runId }) => `?run_id=${runId}`, foreign: 'list' },
];
