// The rules in force over anything that is written: runs and scores, and what people type into the product.
import 'server-only';
import type { Json } from '@/lib/domain/run/run';
import { DROPPED, Redactor } from '@/lib/privacy/redactor';
import { privacyInForce } from './privacy-rules';
import { projectKey } from '@/lib/data/people/project-keys';
import { storeInVault } from './vault';

/** Null when the project takes nothing out. */
export async function projectRedactor(projectId: string): Promise<Redactor | null> {
  const { isOn, ready } = await privacyInForce(projectId);
  if (!isOn) return null;
  return new Redactor(ready, ready.needsKey ? (await projectKey(projectId, 'pseudonym')).key : null);
}

/** A value as it may be stored: comments, notes, corrections, titles. `name` is its field; a field that is dropped is empty. */
export async function redactValue<T extends Json | undefined>(projectId: string, name: string, value: T): Promise<T> {
  if (value === undefined || value === null) return value;
  const redactor = await projectRedactor(projectId);
  if (!redactor) return value;
  const safe = redactor.json(value, [name]);
  await storeInVault(projectId, redactor.taken.values());
  return (safe === DROPPED ? (typeof value === 'string' ? '' : null) : safe) as T;
}
