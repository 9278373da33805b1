// Runs the processes of one installation and ends them together: when one dies or a signal comes, all finish their work and stop.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessSpec {
  name: string;
  args: string[];
  environment: Record<string, string>;
  /** Answers 2xx once the process can work. */
  readyUrl?: string;
}

const READY_TIMEOUT_MS = 120_000;
/** In-flight requests and jobs get this long before they are cut off. */
const GRACE_MS = 25_000;

/** Resolves when all have ended; `onReady` is called once all answer. Throws when one ended by itself. */
export async function superviseProcesses(specs: ProcessSpec[], onReady: () => void): Promise<void> {
  const children = specs.map((spec) => ({ spec, child: start(spec) }));
  let isStopping = false;
  let failure: string | null = null;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    for (const { child } of children) child.kill('SIGTERM');
    setTimeout(() => {
      for (const { child } of children) child.kill('SIGKILL');
    }, GRACE_MS).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const ended = children.map(
    ({ spec, child }) =>
      new Promise<void>((resolve) => {
        child.on('exit', (code, signal) => {
          if (!isStopping) failure = `the ${spec.name} process ended by itself (${signal ?? `code ${code}`})`;
          stop();
          resolve();
        });
      }),
  );
  void waitUntilReady(specs, () => isStopping).then((isReady) => {
    if (isReady) return onReady();
    if (!isStopping) failure = 'not every process came up in time';
    stop();
  });
  await Promise.all(ended);
  if (failure) throw new Error(`Countersign stopped: ${failure}. The lines above say why.`);
}

function start({ name, args, environment }: ProcessSpec): ChildProcess {
  const all: Record<string, string | undefined> = { ...process.env, ...environment, COUNTERSIGN_PROCESS: name };
  const env = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')) as NodeJS.ProcessEnv;
  return spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true });
}

async function waitUntilReady(specs: ProcessSpec[], isStopping: () => boolean): Promise<boolean> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  const waiting = new Set(specs.flatMap((spec) => spec.readyUrl ?? []));
  while (waiting.size && Date.now() < deadline && !isStopping()) {
    for (const url of [...waiting]) {
      const response = await fetch(url).catch(() => null);
      await response?.body?.cancel();
      if (response?.ok) waiting.delete(url);
    }
    await sleep(200);
  }
  return waiting.size === 0;
}
