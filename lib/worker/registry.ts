// Job kind → handler. Handlers are idempotent: a job may run twice when a worker dies.
import type { JobKind } from '@/lib/data/jobs';
import { drainInbox } from '@/lib/ingest/drain-inbox';
import { backfillQueue } from './backfill-queue';
import { checkpointTrail } from './checkpoint-trail';
import { countRuns } from './count-runs';
import { deliverOutbox } from './deliver-outbox';
import { deriveAllPatterns } from './derive-patterns';
import { indexAllInputs } from './index-inputs';
import { pruneAll } from './prune';
import { indexAllSearch } from './index-search';
import { queueIncidentRuns } from './queue-incident-runs';
import { refitRisk } from './refit-risk';
import { rescoreRuns } from './rescore-runs';
import { recheckDocument } from './recheck-document';
import { recheckAfterChange } from './recheck-after-change';
import { settleRun } from './settle-run';
import { sweepAllLeases } from './sweep-leases';
import { tellDrift } from './tell-drift';
import { testAllDrift } from './test-drift';
import { verifyRun } from './verify-run';

export type JobHandler = (payload: unknown) => Promise<void>;

export const JOB_HANDLERS: Partial<Record<JobKind, JobHandler>> = {
  'settle-run': settleRun,
  'recheck-document': recheckDocument,
  'recheck-open-runs': recheckAfterChange,
  'checkpoint-trail': checkpointTrail,
  'drain-inbox': drainInbox,
  'backfill-queue': backfillQueue,
  'deliver-outbox': deliverOutbox,
  'verify-run': verifyRun,
  'refit-risk': refitRisk,
  'rescore-runs': rescoreRuns,
  'queue-incident-runs': queueIncidentRuns,
  'derive-patterns': deriveAllPatterns,
  'index-inputs': indexAllInputs,
  'index-search': indexAllSearch,
  'count-runs': countRuns,
  'test-drift': testAllDrift,
  'tell-drift': tellDrift,
  'sweep-leases': sweepAllLeases,
  prune: pruneAll,
};
