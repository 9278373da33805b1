// Who may do what: one matrix as data, one pure question. Rendered into docs/roles.md by its test.
import { z } from 'zod';

export const ROLES = ['owner', 'engineer', 'lead', 'reviewer', 'auditor', 'viewer'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const SCOPES = ['ingest', 'read', 'review', 'admin'] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

interface Permission {
  title: string;
  roles: readonly Role[];
  scope: Scope;
}

const everyone = ROLES;

/** Every permission of the product: which roles have it and which scope a key needs for it. */
export const PERMISSIONS = {
  'run.read': { title: 'See runs, steps, claims and findings', roles: everyone, scope: 'read' },
  'run.read_raw': {
    title: 'See raw inputs and outputs (others see them masked where the project masks)',
    roles: ['owner', 'engineer', 'lead', 'reviewer', 'auditor'],
    scope: 'read',
  },
  'run.ingest': { title: 'Send runs and traces', roles: ['owner', 'engineer'], scope: 'ingest' },
  'document.read': { title: 'Open documents', roles: ['owner', 'engineer', 'lead', 'reviewer', 'auditor'], scope: 'read' },
  'document.create': { title: 'Add documents and versions', roles: ['owner', 'engineer', 'lead'], scope: 'ingest' },
  'queue.read': { title: 'See queues and items', roles: everyone, scope: 'read' },
  'queue.edit': { title: 'Edit queues and rules, preview and backfill', roles: ['owner', 'engineer', 'lead'], scope: 'admin' },
  'check.read': { title: 'See the checks, how often they fire and how often reviewers agree', roles: everyone, scope: 'read' },
  'check.edit': {
    title: 'Turn checks on and off and set their severity',
    roles: ['owner', 'engineer', 'lead'],
    scope: 'admin',
  },
  'pattern.edit': { title: 'Name and mute failure patterns', roles: ['owner', 'engineer', 'lead'], scope: 'review' },
  'risk.read': {
    title: 'See what the project has learnt from its verdicts',
    roles: ['owner', 'engineer', 'lead', 'reviewer', 'auditor'],
    scope: 'read',
  },
  'drift.edit': {
    title: 'Acknowledge and mute drift alarms, choose what raises them',
    roles: ['owner', 'engineer', 'lead'],
    scope: 'admin',
  },
  'risk.edit': {
    title: 'Refit the risk, put a version in force, roll it back',
    roles: ['owner', 'engineer', 'lead'],
    scope: 'admin',
  },
  'item.review': { title: 'Claim, skip, escalate and decide items', roles: ['owner', 'lead', 'reviewer'], scope: 'review' },
  'item.reassign': { title: 'Assign and release items of others, decide escalated items', roles: ['owner', 'lead'], scope: 'review' },
  'run.comment': { title: 'Comment on runs', roles: ['owner', 'engineer', 'lead', 'reviewer', 'auditor'], scope: 'review' },
  'decision.amend': { title: 'Amend a decision by a new event', roles: ['owner', 'lead'], scope: 'review' },
  'incident.read': { title: 'See incidents, their runs and timeline, and the blast radius of a run', roles: everyone, scope: 'read' },
  'incident.edit': {
    title: 'Open and change incidents, queue their runs, retract documents',
    roles: ['owner', 'engineer', 'lead'],
    scope: 'review',
  },
  'incident.export': {
    title: 'Export the dossier of an incident',
    roles: ['owner', 'engineer', 'lead', 'auditor'],
    scope: 'read',
  },
  'eval.read': { title: 'Browse and download eval sets', roles: everyone, scope: 'read' },
  'eval.approve': { title: 'Approve candidates and publish versions', roles: ['owner', 'lead'], scope: 'review' },
  'trail.read': { title: 'Read and verify the trail', roles: ['owner', 'engineer', 'lead', 'auditor'], scope: 'read' },
  'trail.export': { title: 'Export trail bundles', roles: ['owner', 'lead', 'auditor'], scope: 'read' },
  'member.read': { title: 'See members and their roles', roles: ['owner', 'engineer', 'lead', 'auditor'], scope: 'read' },
  'member.edit': { title: 'Add and remove members, change roles', roles: ['owner'], scope: 'admin' },
  'key.read': { title: 'See API keys (never their secrets)', roles: ['owner', 'engineer'], scope: 'admin' },
  'key.edit': { title: 'Create and revoke API keys', roles: ['owner', 'engineer'], scope: 'admin' },
  'key.own': { title: 'Create and revoke personal API keys, which act as oneself', roles: everyone, scope: 'admin' },
  'connector.read': {
    title: 'See connectors and what they have sent (never their credentials)',
    roles: ['owner', 'engineer'],
    scope: 'admin',
  },
  'connector.edit': { title: 'Add, change, test and remove connectors', roles: ['owner', 'engineer'], scope: 'admin' },
  'verifier.read': {
    title: 'See the verifier, its state and its use (never its credential)',
    roles: ['owner', 'engineer'],
    scope: 'admin',
  },
  'verifier.edit': { title: 'Set up, change, switch and test the verifier', roles: ['owner', 'engineer'], scope: 'admin' },
  'content.reveal': {
    title: 'Have a masked value back from the vault, with a purpose that goes into the trail',
    roles: ['owner', 'lead', 'auditor'],
    scope: 'review',
  },
  'subject.erase': {
    title: 'Erase what the vault holds of a user, for good',
    roles: ['owner'],
    scope: 'admin',
  },
  'privacy.read': { title: 'See the privacy rules', roles: ['owner', 'engineer', 'lead', 'auditor'], scope: 'read' },
  'privacy.edit': { title: 'Change the privacy rules and preview them on recent runs', roles: ['owner'], scope: 'admin' },
  'project.edit': { title: 'Change project settings', roles: ['owner'], scope: 'admin' },
} as const satisfies Record<string, Permission>;

export type PermissionName = keyof typeof PERMISSIONS;

/**
 * Somebody who acts in one project. `via: 'key'` narrows the role's permissions to the key's scopes; a key that belongs to
 * nobody acts as `engineer` for ingest and admin, as `lead` for review, and has userId null.
 */
export interface Actor {
  userId: string | null;
  name: string;
  projectId: string;
  projectSlug: string;
  role: Role;
  via: 'session' | 'key' | 'system';
  scopes: readonly Scope[];
  keyId?: string;
}

/** Whether the actor's role has the permission and, for keys, whether a scope of the key covers it. */
export function can(actor: Pick<Actor, 'role' | 'via' | 'scopes'>, permission: PermissionName): boolean {
  const { roles, scope }: Permission = PERMISSIONS[permission];
  if (!roles.includes(actor.role)) return false;
  return actor.via !== 'key' || actor.scopes.includes(scope);
}
