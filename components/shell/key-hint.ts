// The key to print beside a control.
import { type KeyBindings, keysOf, showKey } from '@/lib/domain/key-bindings';
import { KEY_COMMANDS } from '@/lib/verbs/key-commands';

/** The last key of a command as printed on its cap; undefined when it has none or single keys are off. */
export function keyHint(bindings: KeyBindings, name: string): string | undefined {
  const command = bindings.isOff ? undefined : KEY_COMMANDS.find((each) => each.name === name);
  const key = command ? keysOf(bindings, command).at(-1) : undefined;
  return key === undefined ? undefined : showKey(key);
}
