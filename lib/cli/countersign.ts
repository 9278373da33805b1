// The `countersign` command (scripts/countersign.mjs starts it): one line for each of its subcommands.
import { terminalLines } from '@/lib/terminal-text';
import { type Commands, runCommand } from './run-command';

const COMMANDS: Commands = {
  renormalise: async () => (await import('./renormalise-command')).renormaliseCommand,
  import: async () => (await import('./import/import-command')).importCommand,
  'rewrap-keys': async () => (await import('./rewrap-keys')).rewrapKeys,
};

try {
  process.exitCode = await runCommand(process.argv.slice(2), COMMANDS);
} catch (error) {
  console.error(terminalLines(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exitCode = 1;
}
