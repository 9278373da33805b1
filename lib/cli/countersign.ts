// The `countersign` command (scripts/countersign.mjs starts it): one line for each of its subcommands.
import { type Commands, runCommand } from './run-command';

const COMMANDS: Commands = {
  import: async () => (await import('./import/import-command')).importCommand,
};

process.exitCode = await runCommand(process.argv.slice(2), COMMANDS);
