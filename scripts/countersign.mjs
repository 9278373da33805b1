#!/usr/bin/env node
// The `countersign` command: works on the installation of this checkout, from whatever folder it is called in.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureGenerated, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
ensureGenerated();

const child = spawn(
  process.execPath,
  [
    '--conditions=react-server',
    '--import',
    import.meta.resolve('tsx'),
    join(root, 'lib', 'cli', 'countersign.ts'),
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: {
      LOG_LEVEL: 'warn',
      COUNTERSIGN_DATA_DIR: join(root, '.data'),
      ...process.env,
      COUNTERSIGN_PROCESS: 'command',
      TSX_TSCONFIG_PATH: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
