import { parseArgs } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Command, CommandError } from './command';
import { runCommand } from './run-command';

const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => {
  said.mockClear();
  complained.mockClear();
});

const count: Command = {
  summary: 'Counts words.',
  usage: 'countersign count <word>…',
  run: async (args) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { deep: { type: 'boolean' } } });
    if (positionals.length === 0) throw new CommandError('Name a word.');
    if (positionals[0] === 'break') throw new TypeError('a defect');
    return positionals.length > 3 ? 1 : 0;
  },
};
const run = (...args: string[]) => runCommand(args, { count: async () => count });

describe('the countersign command', () => {
  it('gives the words to the command that they name, and its exit code back', async () => {
    expect(await run('count', 'a')).toBe(0);
    expect(await run('count', 'a', 'b', 'c', 'd', '--deep')).toBe(1);
  });

  it('lists the commands, and says so with code 2 when none was named', async () => {
    expect(await run('--help')).toBe(0);
    expect(await run()).toBe(2);
    expect(said).toHaveBeenCalledTimes(2);
    expect(String(said.mock.calls[1]?.[0])).toMatch(/count +Counts words\./);
    expect(await run('toString')).toBe(2);
    expect(String(complained.mock.calls[0]?.[0])).toContain('There is no command "toString"');
  });

  it('explains one command', async () => {
    expect(await run('count', '--help')).toBe(0);
    expect(String(said.mock.calls[0]?.[0])).toContain('countersign count <word>…');
  });

  it('puts what the caller did wrong in one sentence, and throws defects', async () => {
    expect(await run('count')).toBe(2);
    expect(await run('count', '--wide')).toBe(2);
    expect(complained.mock.calls.map(([text]) => String(text).split('\n')[0])).toEqual([
      'countersign count: Name a word.',
      expect.stringContaining("Unknown option '--wide'"),
    ]);
    await expect(run('count', 'break')).rejects.toThrow('a defect');
  });
});
