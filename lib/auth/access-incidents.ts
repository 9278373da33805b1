// The routes about incidents with the permission each needs: a part of the access matrix.
import type { KnownIds, RouteAccess } from './access-matrix';

const incident = ({ incidentId }: KnownIds) => ({ incidentId });

export const INCIDENT_ROUTES: readonly RouteAccess[] = [
  {
    route: 'documents/[documentId]/retract',
    method: 'POST',
    permission: 'incident.edit',
    params: ({ documentId }) => ({ documentId }),
    headers: { 'idempotency-key': 'retract' },
    body: () => ({ reason: 'to see who may' }),
  },
  { route: 'runs/[runId]/blast', method: 'GET', permission: 'incident.read', params: ({ runId }) => ({ runId }) },
  { route: 'incidents', method: 'GET', permission: 'incident.read', foreign: 'list' },
  {
    route: 'incidents',
    method: 'POST',
    permission: 'incident.edit',
    own: 201,
    foreign: 'list',
    headers: { 'idempotency-key': 'incident' },
    body: () => ({ title: 'To see who may', severity: 'low' }),
  },
  { route: 'incidents/[incidentId]', method: 'GET', permission: 'incident.read', params: incident },
  {
    route: 'incidents/[incidentId]',
    method: 'PATCH',
    permission: 'incident.edit',
    params: incident,
    body: () => ({ version: 99 }),
    own: 409,
  },
  { route: 'incidents/[incidentId]/events', method: 'GET', permission: 'incident.read', params: incident },
  {
    route: 'incidents/[incidentId]/events',
    method: 'POST',
    permission: 'incident.edit',
    own: 201,
    params: incident,
    headers: { 'idempotency-key': 'note' },
    body: () => ({ note: 'To see who may' }),
  },
  { route: 'incidents/[incidentId]/runs', method: 'GET', permission: 'incident.read', params: incident },
  {
    route: 'incidents/[incidentId]/queue',
    method: 'POST',
    permission: 'incident.edit',
    params: incident,
    headers: { 'idempotency-key': 'queue' },
    body: () => ({}),
  },
  {
    route: 'incidents/[incidentId]/queue/[queueingId]/undo',
    method: 'POST',
    permission: 'incident.edit',
    params: ({ incidentId, queueingId }) => ({ incidentId, queueingId }),
  },
  { route: 'incidents/[incidentId]/dossier', method: 'GET', permission: 'incident.export', params: incident, query: () => '?format=json' },
  { route: 'incidents/[incidentId]/dossier/runs', method: 'GET', permission: 'incident.export', own: 404, params: incident },
];
