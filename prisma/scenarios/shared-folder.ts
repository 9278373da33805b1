// Finds the folder with real data and captures that some tests read; they are skipped by name where it is absent.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Absolute path of the folder that holds `data/` and `captures/`, or null. `COUNTERSIGN_SHARED` wins over `../shared`. */
export function sharedFolder(): string | null {
  const candidates = [process.env.COUNTERSIGN_SHARED, resolve(process.cwd(), '..', 'shared')];
  return candidates.find((path): path is string => !!path && existsSync(join(path, 'data'))) ?? null;
}
