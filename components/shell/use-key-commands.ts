import { useEffect, useRef } from 'react';
import { commandOfKey, type KeyBindings } from '@/lib/domain/key-bindings';
import { KEY_COMMANDS } from '@/lib/verbs/key-commands';

/** By the name of the command (`claim.next`, `verb.right` …). */
export type KeyHandlers = Partial<Record<string, (event: KeyboardEvent) => void>>;

/** Single keys act on the page while no text field, menu or dialog has the focus. Modified keys are left to the browser. */
export function useKeyCommands(bindings: KeyBindings, handlers: KeyHandlers) {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (belongsToControl(event)) return;
      const command = commandOfKey(KEY_COMMANDS, bindings, event.key);
      const handler = command ? latest.current[command.name] : undefined;
      if (!handler) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [bindings]);
}

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=""], [contenteditable=true]';
const PRESSED_BY_SPACE =
  'button, a, summary, input, [role=button], [role=checkbox], [role=switch], [role=radio], [role=tab], [role=slider]';

/** Whether the focused control has its own use for this key. */
function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  if (target.closest(TYPING) || target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')) return true;
  return event.key === ' ' && target.closest(PRESSED_BY_SPACE) !== null;
}
