'use client';
import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import type { ActionResult } from '@/lib/action-result';

export interface ViewChoice {
  viewId: string;
  name: string;
  query: string;
  isShared: boolean;
  canRemove: boolean;
}

export interface SavedViewActions {
  save: (name: string, query: string, isShared: boolean) => Promise<ActionResult<string>>;
  remove: (viewId: string) => Promise<ActionResult<null>>;
}

interface SavedViewsMenuProps {
  views: readonly ViewChoice[];
  /** The query part of the address as it is now. */
  current: string;
  actions: SavedViewActions;
  onOpen: (query: string) => void;
}

/** Names for filters and orders that are used again. */
export function SavedViewsMenu({ views, current, actions, onOpen }: SavedViewsMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isShared, setShared] = useState(false);
  const save = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name') ?? '');
    const result = await actions.save(name, current, isShared);
    setProblem(result.ok ? null : result.message);
    if (result.ok) form.reset();
  };
  const remove = async (viewId: string) => {
    const result = await actions.remove(viewId);
    setProblem(result.ok ? null : result.message);
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          <Bookmark aria-hidden /> Views
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-80" aria-label="Saved views">
        {views.length === 0 ? (
          <p className="text-muted-foreground text-sm">No saved views yet. Set filters and an order, then give them a name.</p>
        ) : (
          <ul className="-mx-1 thin-scroll grid max-h-64 overflow-y-auto">
            {views.map((view) => (
              <li key={view.viewId} className="flex items-center gap-1">
                <button
                  type="button"
                  aria-current={view.query === current ? 'true' : undefined}
                  onClick={() => {
                    setOpen(false);
                    onOpen(view.query);
                  }}
                  className="flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-start hover:bg-accent aria-current:bg-primary-soft"
                >
                  <span className="truncate">{view.name}</span>
                  {view.isShared ? <span className="ms-auto shrink-0 text-muted-foreground text-xs">shared</span> : null}
                </button>
                {view.canRemove ? (
                  <Button
                    variant="ghost"
                    size="icon-xs"
                    aria-label={`Remove the view ${view.name}`}
                    onClick={() => void remove(view.viewId)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={save} className="mt-3 grid gap-2 border-border border-t pt-3">
          <Input
            name="name"
            required
            maxLength={80}
            aria-label="Name of the view"
            placeholder="Name for what is shown now"
            className="h-7"
          />
          <div className="flex items-center gap-2">
            <Checkbox id="view-shared" checked={isShared} onCheckedChange={(isOn) => setShared(isOn === true)} />
            <Label htmlFor="view-shared" className="flex-1 font-normal">
              Share with the project
            </Label>
            <Button type="submit" size="sm" variant="primary">
              Save
            </Button>
          </div>
          <p role="status" className="text-danger text-xs empty:hidden">
            {problem}
          </p>
        </form>
      </PopoverContent>
    </Popover>
  );
}
