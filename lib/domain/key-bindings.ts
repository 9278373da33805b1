// Which key does what on the desk: commands with their default keys, and what a person changed. Single keys can be remapped or
// turned off altogether (WCAG 2.1.4); chords with Ctrl or ⌘ stay.
import { z } from 'zod';

export const KEY_COMMANDS = {
  'claim.next': { keys: ['j'], title: 'Next claim that needs work' },
  'claim.previous': { keys: ['k'], title: 'Previous claim that needs work' },
  'claim.next-any': { keys: ['J'], title: 'Next claim, any' },
  'claim.previous-any': { keys: ['K'], title: 'Previous claim, any' },
  'verdict.right': { keys: ['1'], title: 'Verdict: right' },
  'verdict.fix': { keys: ['2'], title: 'Verdict: fix the value' },
  'verdict.wrong-place': { keys: ['3'], title: 'Verdict: wrong place' },
  'verdict.unsupported': { keys: ['4'], title: 'Verdict: unsupported' },
  'verdict.cannot-tell': { keys: ['5'], title: 'Verdict: cannot tell' },
  'claim.edit': { keys: ['e'], title: 'Edit the value (Enter keeps, Esc reverts)' },
  'source.find': { keys: ['f'], title: 'Find in source, prefilled with the quote' },
  'source.reanchor': { keys: ['h'], title: 'Pick new evidence for the claim' },
  'candidate.previous': { keys: ['['], title: 'Previous candidate place' },
  'candidate.next': { keys: [']'], title: 'Next candidate place' },
  'source.marks': { keys: [' '], title: 'Marks: cited, best match or both' },
  'source.next': { keys: ['v'], title: 'Next document, or side by side' },
  'find.run': { keys: ['g', '/'], title: 'Go to a run by ID' },
  'rationale.open': { keys: ['r'], title: 'Open the rationale (recorded)' },
  'item.comment': { keys: ['c'], title: 'Comment' },
  'item.escalate': { keys: ['E'], title: 'Escalate with a reason' },
  'item.skip': { keys: ['S'], title: 'Skip with a reason' },
  'draft.undo': { keys: ['u'], title: 'Undo, until submit' },
  'item.keep': { keys: ['p'], title: 'Keep as an eval case' },
  'keys.show': { keys: ['?'], title: 'This table' },
} as const satisfies Record<string, { keys: readonly string[]; title: string }>;

export type KeyCommand = keyof typeof KEY_COMMANDS;
export const KEY_COMMAND_NAMES = Object.keys(KEY_COMMANDS) as KeyCommand[];

/** One printable character, as `KeyboardEvent.key` gives it. */
const singleKeySchema = z.string().refine((key) => [...key].length === 1, 'must be one key');

export const keyBindingsSchema = z
  .strictObject({
    isOff: z.boolean().optional(),
    keys: z.partialRecord(z.enum(KEY_COMMAND_NAMES), z.array(singleKeySchema).max(3)).optional(),
  })
  .superRefine((bindings, context) => {
    for (const [key, commands] of clashes(bindings)) {
      const titles = commands.map((command) => KEY_COMMANDS[command].title).join('; ');
      context.addIssue({ code: 'custom', path: ['keys', commands[0] ?? ''], message: `The key ${showKey(key)} is taken twice: ${titles}. Choose another.` });
    }
  });
export type KeyBindings = z.infer<typeof keyBindingsSchema>;

/** What is stored, or nothing changed when it cannot be read (a command that no longer exists, say). */
export function readKeyBindings(stored: unknown): KeyBindings {
  const parsed = keyBindingsSchema.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

/** The keys of one command as they are now. */
export const keysOf = (bindings: KeyBindings, command: KeyCommand): readonly string[] => bindings.keys?.[command] ?? KEY_COMMANDS[command].keys;

/** The command a key stands for, or null; null always when single keys are off. */
export function commandOfKey(bindings: KeyBindings, key: string): KeyCommand | null {
  if (bindings.isOff) return null;
  return KEY_COMMAND_NAMES.find((command) => keysOf(bindings, command).includes(key)) ?? null;
}

/** A key as it is printed on a cap: `Space` for the space bar. */
export const showKey = (key: string): string => (key === ' ' ? 'Space' : key);

function clashes(bindings: { keys?: Partial<Record<KeyCommand, string[]>> | undefined }): [string, KeyCommand[]][] {
  const takers = new Map<string, KeyCommand[]>();
  for (const command of KEY_COMMAND_NAMES) {
    for (const key of new Set(bindings.keys?.[command] ?? KEY_COMMANDS[command].keys)) takers.set(key, [...(takers.get(key) ?? []), command]);
  }
  return [...takers].filter(([, commands]) => commands.length > 1);
}
