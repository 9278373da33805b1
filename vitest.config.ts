// Unit and database tests. `server-only` is a no-op here, as it is under the react-server condition of the real processes.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: { '@': resolve(import.meta.dirname), 'server-only': resolve(import.meta.dirname, 'node_modules/server-only/empty.js') },
  },
  test: {
    include: ['{app,bench,components,lib,prisma,scripts}/**/*.test.ts'],
    globalSetup: ['prisma/test-server.ts'],
    setupFiles: ['prisma/sql-guard.ts', 'vitest.setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { NODE_ENV: 'test', COUNTERSIGN_SECRET: 'a secret of the tests, 32 characters and more' },
  },
});
