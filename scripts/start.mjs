// `npm start`: from a fresh clone to a running Countersign. Installs, generates and builds what is missing, then starts everything.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureGenerated, ensureInstalled, root } from './ensure.mjs';

const isDev = process.argv.includes('--dev');

ensureInstalled();
ensureGenerated();
if (!isDev) ensureBuilt();

const child = spawn(
  process.execPath,
  ['--conditions=react-server', '--import', 'tsx', join('lib', 'cli', 'up.ts'), ...(isDev ? ['--dev'] : [])],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: isDev ? 'development' : 'production' } },
);
// The terminal sends its interrupt to the whole group; this process only waits for the others to finish.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
