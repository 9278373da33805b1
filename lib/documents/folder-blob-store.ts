// Blobs as files. A file appears under its name only when all of it is on the disk: temporary name, fsync, rename, fsync of the folder.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { blobKey } from './blob-key';
import type { BlobStore } from './blob-store';
import { verifiedBlob } from './damaged-blob';

export function folderBlobStore(root: string): BlobStore {
  return {
    async put(projectId, sha256, bytes) {
      const [project, prefix, name] = blobKey(projectId, sha256);
      const folder = join(root, project, prefix);
      const path = join(folder, name);
      if (await isStored(path, bytes.length)) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, `.${name}.${randomUUID()}`);
      try {
        await writeDurably(temporary, bytes);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
    async get(projectId, sha256) {
      const path = join(root, ...blobKey(projectId, sha256));
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return bytes && verifiedBlob(bytes, sha256, path);
    },
  };
}

/** A file of another length is a damaged one; it is written again. */
async function isStored(path: string, size: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.size === size;
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
