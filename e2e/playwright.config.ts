// Journeys in a real browser against a started Countersign. The browser comes inside an npm package, so nothing is downloaded.
import chromium from '@sparticuz/chromium';
import { defineConfig } from '@playwright/test';
import { server } from './support/account';

const executablePath = process.env.COUNTERSIGN_CHROMIUM ?? (await chromium.executablePath());

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './support/start-server.ts',
  outputDir: '../test-results',
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as const] : [])],
  use: {
    baseURL: server.webUrl,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      // In one process, cookies of a second person's context are lost.
      args: [
        ...chromium.args.filter((arg) => arg !== '--single-process'),
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
