// A person's own keys over a table of commands. Single keys can be remapped or turned off altogether (WCAG 2.1.4); chords with
// Ctrl or ⌘ stay.
import { z } from 'zod';

export interface KeyCommand {
  name: string;
  title: string;
  /** As `KeyboardEvent.key` gives them. */
  keys: readonly string[];
}

const singleKeySchema = z.string().refine((key) => [...key].length === 1, 'must be one key');

export const keyBindingsSchema = z.strictObject({
  isOff: z.boolean().optional(),
  keys: z.record(z.string().min(1).max(64), z.array(singleKeySchema).max(3)).optional(),
});
export type KeyBindings = z.infer<typeof keyBindingsSchema>;

/** What is stored, or nothing changed when it cannot be read. */
export function readKeyBindings(stored: unknown): KeyBindings {
  const parsed = keyBindingsSchema.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

/** The keys of one command as they are now. */
export const keysOf = (bindings: KeyBindings, command: KeyCommand): readonly string[] => {
  const own = bindings.keys;
  return own && Object.hasOwn(own, command.name) ? (own[command.name] ?? []) : command.keys;
};

/** The command a key stands for, or null; null always when single keys are off. */
export function commandOfKey(commands: readonly KeyCommand[], bindings: KeyBindings, key: string): KeyCommand | null {
  if (bindings.isOff) return null;
  return commands.find((command) => keysOf(bindings, command).includes(key)) ?? null;
}

/** Says which two commands want the same key; null when none do. */
export function clashOf(commands: readonly KeyCommand[], bindings: KeyBindings): string | null {
  const takers = new Map<string, KeyCommand>();
  for (const command of commands) {
    for (const key of new Set(keysOf(bindings, command))) {
      const taker = takers.get(key);
      if (taker) return `The key ${showKey(key)} is taken twice: ${taker.title}; ${command.title}. Choose another.`;
      takers.set(key, command);
    }
  }
  return null;
}

/** A key as it is printed on a cap: `Space` for the space bar. */
export const showKey = (key: string): string => (key === ' ' ? 'Space' : key);
