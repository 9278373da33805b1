// The `countersign` command (scripts/countersign.mjs starts it): one line for each of its subcommands.
import { type Commands, runCommand } from './run-command';

const COMMANDS: Commands = {};

process.exitCode = await runCommand(process.argv.slice(2), COMMANDS);
