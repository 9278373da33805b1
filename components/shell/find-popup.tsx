import { FindListbox } from './find-listbox';
import type { FindChoice } from './find-suggestions';
import type { Suggestions } from './use-find-suggestions';

interface FindPopupProps {
  id: string;
  suggestions: Suggestions;
  active: number;
  onActive: (index: number) => void;
  onChoose: (choice: FindChoice) => void;
}

/** What hangs below the find box: choices, and a line about the text. */
export function FindPopup({ id, suggestions, active, onActive, onChoose }: FindPopupProps) {
  const { groups, forget } = suggestions;
  const hasPast = groups.some(({ choices }) => choices.some(({ isPast }) => isPast));
  return (
    <div className="absolute end-0 top-full z-40 mt-1 w-112 max-w-[calc(100vw-1.5rem)] animate-enter rounded-lg bg-popover p-1 text-sm shadow-floating">
      {groups.length > 0 ? (
        <FindListbox id={id} groups={groups} active={active} onActive={onActive} onChoose={onChoose} onForget={forget} />
      ) : null}
      <Foot suggestions={suggestions} hasPast={hasPast} />
    </div>
  );
}

/** What the text could be, and a way to have its searches forgotten. */
function Foot({ suggestions: { words, forgetAll }, hasPast }: { suggestions: Suggestions; hasPast: boolean }) {
  if (words === '' && !hasPast) return null;
  return (
    <div className="flex min-h-7 items-center gap-3 px-2 text-muted-foreground text-xs [[role=listbox]+&]:mt-1 [[role=listbox]+&]:border-border [[role=listbox]+&]:border-t [[role=listbox]+&]:pt-1">
      <p className="min-w-0 flex-1">{words}</p>
      {hasPast ? (
        <button type="button" onClick={forgetAll} className="min-h-6 shrink-0 rounded-sm px-1 hover:text-foreground hover:underline">
          Forget all searches
        </button>
      ) : null}
    </div>
  );
}
