// The path of a blob, the same in a folder and in a bucket. Checked here, so that no id can ever leave its project's place.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** `<project>/<first two digits>/<hash>`: no folder grows beyond what file systems like. */
export function blobKey(projectId: string, sha256: string): [project: string, prefix: string, name: string] {
  if (!UUID.test(projectId)) throw new Error('A blob belongs to a project: its id must be a UUID in lower case.');
  if (!SHA256.test(sha256)) throw new Error('A blob is addressed by 64 hex digits of SHA-256.');
  return [projectId, sha256.slice(0, 2), sha256];
}
