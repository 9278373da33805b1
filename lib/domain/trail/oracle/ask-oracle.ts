// Asks main.go, built once a process, whether it accepts a part of a trail; for tests and benchmarks.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const GO_PATH = '/usr/share/gocode';

export interface OracleRequest {
  /** Verifier key text. */
  key: string;
  /** Signed notes; `earlier` may be empty. */
  checkpoint: string;
  earlier: string;
  index: number;
  /** The entry's exact text. */
  entry: string;
  /** Base64 hashes. */
  inclusion: string[];
  consistency: string[];
}

/** Whether Go and the two packages of Debian (golang-go, golang-golang-x-mod-dev) are installed. */
export function hasOracle(): boolean {
  return existsSync(join(GO_PATH, 'src/golang.org/x/mod/sumdb/tlog')) && spawnSync('go', ['version']).status === 0;
}

let binary: string | undefined;

/** `said` is "accepted", or "refused" with what was wrong. */
export function askOracle(request: OracleRequest): { isAccepted: boolean; said: string } {
  binary ??= buildOracle();
  const { status, stdout, error } = spawnSync(binary, { input: JSON.stringify(request), encoding: 'utf8' });
  if (error) throw error;
  return { isAccepted: status === 0, said: stdout.trim() };
}

/** Removes what was built; call it when the last question was asked. */
export function removeOracle(): void {
  if (binary) rmSync(dirname(binary), { recursive: true });
  binary = undefined;
}

function buildOracle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-oracle-'));
  const output = join(folder, 'oracle');
  const script = 'GOPATH="$0" GO111MODULE=off GOCACHE="$1/cache" GOFLAGS= exec go build -o "$1/oracle" "$2"';
  const built = spawnSync('sh', ['-c', script, GO_PATH, folder, join(import.meta.dirname, 'main.go')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The oracle does not compile: ${built.stderr}`);
  return output;
}
