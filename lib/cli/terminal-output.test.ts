import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** What a trace, a file name or an argument may carry: all of C0, DEL and C1, the clipboard, links, colours, text that turns. */
const CONTROLS = String.fromCharCode(...Array.from({ length: 0xa0 }, (_, code) => code).filter((code) => code < 0x20 || code >= 0x7f));
const HOSTILE = `${CONTROLS}\u001b]52;c;cm0gLXJmIH4=\u0007\u001b]8;;https://example.test\u001b\\x\u001b[31m\u009b2J\u202E\u2066\u2028`;
/** Arguments end at NUL, and a file name has no slash. */
const ARGUMENT = HOSTILE.replaceAll('\0', '');
const folder = mkdtempSync(join(tmpdir(), 'countersign-terminal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', ...env },
  });
  return { status, stdout, stderr };
}
const unsafe = (text: string) => text.replaceAll('\n', '').match(/[\p{Cc}\u202E\u2066\u2028]/gu);
const TSX = ['--conditions=react-server', '--import', 'tsx'];

describe('what we print', () => {
  it('is one JSON object a line in the log, with no character that a terminal acts on and the value as it was', () => {
    const script = `const { log } = await import('./lib/log.ts'); const text = JSON.parse(process.env.HOSTILE); log.info({ text, err: new Error(text) }, text);`;
    const { stderr } = run([...TSX, '--input-type=module', '-e', script], { HOSTILE: JSON.stringify(HOSTILE) });
    const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
    expect(lines).toHaveLength(1);
    expect(unsafe(stderr)).toBeNull();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ text: HOSTILE, msg: HOSTILE });
  });

  it('is safe when the command line repeats what it was given', () => {
    for (const args of [[ARGUMENT], ['import', ARGUMENT], ['import', 'csv', `--${ARGUMENT}`], ['import', 'jsonl', ARGUMENT, '--dry-run']]) {
      const { status, stdout, stderr } = run([...TSX, 'lib/cli/countersign.ts', ...args]);
      expect(status).toBeGreaterThan(0);
      expect(stderr).toContain('\\u{1b}]52;c');
      expect(unsafe(stdout + stderr)).toBeNull();
    }
  });

  it('is safe when a bundle to verify has hostile names and contents', () => {
    const bundle = join(folder, 'bundle');
    mkdirSync(join(bundle, 'documents'), { recursive: true });
    writeFileSync(join(bundle, 'documents', ARGUMENT.replaceAll('/', '')), HOSTILE);
    for (const name of ['checkpoint', 'entries.jsonl', 'documents.json', 'public-key.txt'])
      writeFileSync(join(bundle, name), `${HOSTILE}\n\n\u2014 ${HOSTILE} x\n`);
    const { status, stdout, stderr } = run(['lib/cli/verify.mjs', bundle, '--key', ARGUMENT]);
    expect(status).toBe(1);
    expect(stdout).toContain('FAIL');
    expect(unsafe(stdout + stderr)).toBeNull();
  });
});
