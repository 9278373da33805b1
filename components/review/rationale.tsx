import { ChevronRight } from 'lucide-react';
import { LongText } from '@/components/evidence/long-text';

interface RationaleProps {
  text: string;
  isOpen: boolean;
  /** Called once, before the text is shown: opening is recorded. */
  onOpen: () => void;
}

/**
 * The model's own explanation, folded: people who read a wrong explanation first catch far fewer errors than people who read the
 * passage first.
 */
export function Rationale({ text, isOpen, onOpen }: RationaleProps) {
  return (
    <section className="px-3 py-2.5">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          disabled={isOpen}
          onClick={onOpen}
          className="flex min-h-6 w-full items-center gap-1 text-muted-foreground text-xs enabled:hover:text-foreground"
        >
          <ChevronRight aria-hidden className={isOpen ? 'size-3.5 rotate-90 rtl:-rotate-90' : 'size-3.5'} />
          <span className="font-medium">The model’s rationale</span>
          <span className="ms-auto">{isOpen ? 'opening was recorded' : 'opening is recorded'}</span>
        </button>
      </h3>
      {isOpen ? <LongText text={text} className="mt-1.5 text-sm" /> : null}
    </section>
  );
}
