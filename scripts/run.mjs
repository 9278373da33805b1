// Runs one process of an installation whose parts are spread: `migrate`, `web`, `ingest`, `worker`; `up` runs all of them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const names = ['up', 'migrate', 'web', 'ingest', 'worker'];
const [name = 'up'] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`There is no process "${name}". Choose one of: ${names.join(', ')}.`);
  process.exit(2);
}

const entry = name === 'up' ? ['lib/cli/up.ts'] : ['lib/cli/run-one.ts', name];
const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', ...entry.map((part) => join(...part.split('/')))], {
  cwd: root,
  stdio: 'inherit',
  env: process.env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
