'use client';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import type { KeyBindings } from '@/lib/domain/key-bindings';

/** The key of the panel: opens it and goes to its first question; pressed inside it, closes it again. */
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
      const first = panel.querySelector<HTMLElement>('li > details > summary');
      panel.scrollIntoView({ block: 'nearest' });
      first?.focus();
    },
  });
  return null;
}
