import type { Scope } from '@/lib/domain/policy';

/** What each scope of a key opens, in a line. */
export const SCOPE_LINES: Record<Scope, string> = {
  ingest: 'Send runs, traces and documents',
  read: 'Read runs, documents, queues, eval sets and the trail',
  review: 'Claim, decide and comment',
  admin: 'Edit queues and rules, manage keys and members',
};
