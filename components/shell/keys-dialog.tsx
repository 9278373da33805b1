'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { clashOf, type KeyBindings } from '@/lib/domain/key-bindings';
import { KEY_COMMANDS } from '@/lib/verbs/key-commands';
import { KeyRow } from './key-row';

export type SaveKeyBindings = (bindings: KeyBindings) => Promise<{ ok: true } | { ok: false; message: string }>;

interface KeysDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  bindings: KeyBindings;
  save: SaveKeyBindings;
}

/** The table of keys; each can be changed or taken away, and all single keys can be turned off. */
export function KeysDialog({ isOpen, onOpenChange, bindings, save }: KeysDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Keyboard"
        description="Single keys work while no text field has the focus. Everything is reachable by Tab and by mouse as well."
        className="w-[min(46rem,calc(100vw-2rem))]"
      >
        <KeysForm bindings={bindings} save={save} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function KeysForm({ bindings, save, onSaved }: { bindings: KeyBindings; save: SaveKeyBindings; onSaved: () => void }) {
  const [draft, setDraft] = useState(bindings);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const clash = clashOf(KEY_COMMANDS, draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(bindings);

  const submit = async () => {
    setBusy(true);
    const result = await save(draft);
    setBusy(false);
    if (result.ok) onSaved();
    else setRefusal(result.message);
  };

  return (
    <>
      <div className="flex items-center gap-2">
        <Switch id="single-keys" checked={!draft.isOff} onCheckedChange={(isOn) => setDraft({ ...draft, isOff: !isOn })} />
        <Label htmlFor="single-keys">Single keys are on</Label>
      </div>
      <ul className="grid gap-x-6 sm:grid-cols-2" aria-label="Keys">
        {KEY_COMMANDS.map((command) => (
          <KeyRow
            key={command.name}
            command={command}
            bindings={draft}
            onChange={(keys) => setDraft({ ...draft, keys: { ...draft.keys, [command.name]: keys } })}
          />
        ))}
        <li className="flex min-h-8 items-center justify-between gap-2 text-sm">
          Submit and open the next item
          <span className="text-muted-foreground text-xs">⌘ or Ctrl + Enter</span>
        </li>
      </ul>
      <p role="status" className="min-h-5 text-danger text-sm">
        {clash ?? refusal}
      </p>
      <DialogFooter className="mt-0">
        <Button variant="ghost" onClick={() => setDraft({})}>
          Defaults
        </Button>
        <Button variant="primary" disabled={!isChanged || clash !== null} isBusy={isBusy} onClick={submit}>
          Keep these keys
        </Button>
      </DialogFooter>
    </>
  );
}
