import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImportCommand } from './import-command';
import { testFolder } from './test-folder';

const folder = testFolder();
/** Ids of records in the order in which the server acknowledged them. */
let acknowledged: string[][] = [];
let delayMs = 0;
let answers: number[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
    const ids = text.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { run_id: string }).run_id]));
    setTimeout(() => {
      const status = answers.shift() ?? 200;
      if (status === 200) acknowledged.push(ids);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ accepted: ids.length, rejected: [] }));
    }, delayMs);
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  folder.remove();
});

const file = (name: string, count: number) =>
  folder.file(name, Array.from({ length: count }, (_, n) => `${JSON.stringify({ run_id: `r${n}`, output: `o${n}` })}\n`).join(''));
const args = (path: string, state: string) => [
  'jsonl',
  path,
  '--url',
  url,
  '--key',
  'cs_test_secret',
  '--state-dir',
  join(folder.path, state),
];
const stderr = { write: () => true };
const patience = { attempts: 2, sleep: async () => undefined };

describe('an import that is stopped in the middle', () => {
  it('goes on behind the last answered batch when it is started again, and sends nothing twice', async () => {
    acknowledged = [];
    answers = [200, 200, 503, 503];
    const path = file('stopped.jsonl', 2300);
    expect(await runImportCommand(args(path, 'a'), { stderr, patience })).toBe(1);
    expect(acknowledged.flat()).toHaveLength(1000);
    expect(await runImportCommand(args(path, 'a'), { stderr, patience })).toBe(0);
    expect(acknowledged.flat()).toEqual(Array.from({ length: 2300 }, (_, n) => `r${n}`));
    expect(await runImportCommand(args(path, 'a'), { stderr, patience })).toBe(0);
    expect(acknowledged.flat()).toHaveLength(2300);
  });

  it('by SIGKILL loses nothing: at most the batch that was on its way is sent again', async () => {
    acknowledged = [];
    delayMs = 40;
    const path = file('killed.jsonl', 8_000);
    const start = (): ChildProcess =>
      spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/cli/countersign.ts', 'import', ...args(path, 'b')], {
        stdio: 'ignore',
      });
    let kills = 0;
    for (let isOver = false; !isOver; ) {
      const child = start();
      const seen = acknowledged.length;
      const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
      const killer = setInterval(() => {
        if (kills < 3 && acknowledged.length >= seen + 3) child.kill('SIGKILL');
      }, 5);
      const code = await ended;
      clearInterval(killer);
      if (code === null) kills += 1;
      else {
        expect(code).toBe(0);
        isOver = true;
      }
    }
    delayMs = 0;
    expect(kills).toBe(3);
    expect(new Set(acknowledged.flat()).size).toBe(8_000);
    expect(acknowledged.flat().length).toBeLessThanOrEqual(8_000 + kills * 500);
  }, 180_000);

  it('halves a request that is refused as a whole until the culprit stands alone', async () => {
    acknowledged = [];
    const path = file('culprit.jsonl', 4);
    answers = [413, 200, 422, 200, 422];
    expect(await runImportCommand([...args(path, 'c'), '--report', join(folder.path, 'c.json')], { stderr, patience })).toBe(2);
    expect(acknowledged).toEqual([['r0', 'r1'], ['r2']]);
    const report = JSON.parse(readFileSync(join(folder.path, 'c.json'), 'utf8')) as { refusals: object[] };
    expect(report.refusals).toMatchObject([{ place: 'line 4', id: 'r3', code: 'status_422' }]);
  });

  it('is not begun a second time while it runs', async () => {
    delayMs = 300;
    const path = file('twice.jsonl', 600);
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'lib/cli/countersign.ts', 'import', ...args(path, 'd')],
      { stdio: 'ignore' },
    );
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    while (!existsSync(join(folder.path, 'd')) || !readdirSync(join(folder.path, 'd')).some((name) => name.endsWith('.lock')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const written: string[] = [];
    expect(await runImportCommand(args(path, 'd'), { stderr: { write: (text: string) => written.push(text) } })).toBe(1);
    expect(written.join('')).toContain(`running already, as process ${child.pid}`);
    expect(await ended).toBe(0);
    delayMs = 0;
    expect(await runImportCommand(args(path, 'd'), { stderr })).toBe(0);
  });

  it('keeps no key in its state', () => {
    for (const name of readdirSync(join(folder.path, 'b')))
      expect(readFileSync(join(folder.path, 'b', name), 'utf8')).not.toContain('secret');
  });
});

describe('the command line', () => {
  const said = async (...words: string[]) => {
    const written: string[] = [];
    const code = await runImportCommand(words, { stderr: { write: (text: string) => written.push(text) } });
    return { code, said: written.join('') };
  };
  it.each([
    [[], 'Say what to import'],
    [['zip', 'a'], '"zip" is none of'],
    [['csv'], 'Name the files'],
    [['otlp', 'a', '--map', 'a=b'], '--map has no meaning for otlp'],
    [['csv', 'a', '--wide'], "Unknown option '--wide'"],
    [['csv', 'a'], 'Say which server'],
    [['csv', 'a', '--url', 'localhost:3000', '--key', 'k'], 'must begin with http'],
    [['csv', 'a', '--url', 'http://x'], 'Give an API key'],
    [['table', '--dry-run'], 'Say which database'],
    [['csv', 'no-such-file.csv', '--dry-run'], 'cannot be read (ENOENT)'],
    [['langfuse', '--from', 'cloud', '--dry-run'], '--from is the address'],
  ])('%j is called wrongly', async (words, message) => {
    expect(await said(...words)).toMatchObject({ code: 1, said: expect.stringContaining(message) });
  });

  it('prints no control character of what it reads', async () => {
    const evil = '\u001b]52;c;cm0gLXJm\u0007\u009b31m\u202e';
    const path = folder.file(
      `evil${'\u001b[2J'}.jsonl`,
      `${JSON.stringify({ run_id: evil, output: 1 })}\n${JSON.stringify({ run_id: 'x', [evil]: evil })}\n`,
    );
    const { code, said: text } = await said('jsonl', path, '--dry-run', '--report', join(folder.path, 'evil.json'));
    expect(code).toBe(2);
    expect(text).toContain('\\u{1b}');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(readFileSync(join(folder.path, 'evil.json'), 'utf8').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});
