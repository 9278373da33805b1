// Finds the subcommand that the words of a command line name, and runs it.
import { ExpectedError } from '@/lib/errors';
import { terminalLines } from '@/lib/terminal-text';
import { type Command, CommandError } from './command';

/** Loaded when called: a command brings its own half of the product with it. */
export type Commands = Record<string, () => Promise<Command>>;

/** Resolves to the exit code: 0 done, 2 called wrongly, and whatever the command itself says. Defects are thrown. */
export async function runCommand(args: readonly string[], commands: Commands): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(await overview(commands));
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    console.error(terminalLines(`There is no command "${name}".\n\n${await overview(commands)}`));
    return 2;
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`countersign ${name}: ${command.summary}\n\n${command.usage.trim()}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!isCallers(error)) throw error;
    console.error(terminalLines(`countersign ${name}: ${(error as Error).message}\n\`countersign ${name} --help\` says how it is called.`));
    return 2;
  }
}

async function overview(commands: Commands): Promise<string> {
  const loaded = await Promise.all(Object.entries(commands).map(async ([name, load]) => ({ name, summary: (await load()).summary })));
  const lines = loaded.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`);
  return ['Usage: countersign <command> [options]', '', ...lines, '', '`countersign <command> --help` says more.'].join('\n');
}

/** What `parseArgs` of Node throws for an unknown option is as much the caller's as what we refuse ourselves. */
function isCallers(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    error instanceof CommandError || error instanceof ExpectedError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_'))
  );
}
