// The contract of a subcommand of `countersign`. A new one is one file that exports a Command and one line in countersign.ts.

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** What `countersign <name> --help` prints below the command line: arguments, options, an example. */
  usage: string;
  /** `args` without the name of the command. Resolves to the exit code; a CommandError is printed as one sentence. */
  run(args: readonly string[]): Promise<number>;
}

/** Something the caller can put right: printed without a stack, exit code 2. */
export class CommandError extends Error {
  override name = 'CommandError';
}
