// Job `prune`: for every project, what has outlived its use; deliveries and verifying whose job was lost are asked for again;
// the verdicts of the day are learnt from.
import { rescheduleAllDeliveries } from '@/lib/data/outside/delivery-queue';
import { listProjectIds } from '@/lib/data/project-ids';
import { prunePatterns } from '@/lib/data/insights/prune-patterns';
import { pruneSearch } from '@/lib/data/find/prune-search';
import { pruneOutbox, pruneProject, pruneVerifier } from '@/lib/data/prune';
import { requestDailyRefit } from '@/lib/data/learning/refit-risk';
import { pruneSessions, pruneSignInLinks } from '@/lib/data/prune-access';
import { rescheduleVerifying } from '@/lib/data/checking/verifier-wait';

export async function pruneAll(): Promise<void> {
  await pruneSessions();
  for (const projectId of await listProjectIds()) {
    await pruneProject(projectId);
    await pruneOutbox(projectId);
    await pruneSignInLinks(projectId);
    await rescheduleAllDeliveries(projectId);
    await pruneVerifier(projectId);
    await pruneSearch(projectId);
    await prunePatterns(projectId);
    await rescheduleVerifying(projectId);
    await requestDailyRefit(projectId);
  }
}
