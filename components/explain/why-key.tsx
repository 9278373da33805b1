'use client';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import type { KeyBindings } from '@/lib/domain/key-bindings';

/** The key of the panel: opens it and the answer that names the cause, or goes to its first question; pressed inside it, closes it again. */
export function WhyKey({ bindings, panelId }: { bindings: KeyBindings; panelId: string }) {
  useKeyCommands(bindings, {
    'run.why': () => {
      const panel = document.getElementById(panelId);
      if (!(panel instanceof HTMLDetailsElement)) return;
      if (panel.open && panel.contains(document.activeElement)) {
        panel.open = false;
        panel.querySelector('summary')?.focus();
        return;
      }
      panel.open = true;
      const row =
        panel.querySelector<HTMLDetailsElement>('li > details[data-cause]') ?? panel.querySelector<HTMLDetailsElement>('li > details');
      if (row?.dataset['cause']) row.open = true;
      panel.scrollIntoView({ block: 'nearest' });
      row?.querySelector('summary')?.focus();
    },
  });
  return null;
}
