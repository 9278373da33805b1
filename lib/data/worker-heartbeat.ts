// Workers say that they live; readiness listens.
import 'server-only';
import { globalDatabase } from './database';

export async function recordHeartbeat(workerId: string, version: string): Promise<void> {
  const seenAt = new Date();
  await globalDatabase().workerHeartbeat.upsert({ where: { workerId }, create: { workerId, seenAt, version }, update: { seenAt, version } });
}

export async function removeHeartbeat(workerId: string): Promise<void> {
  await globalDatabase().workerHeartbeat.deleteMany({ where: { workerId } });
}
