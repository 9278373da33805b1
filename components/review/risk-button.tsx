import { ChevronDown } from 'lucide-react';
import { keyHint } from '@/components/shell/key-hint';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { formatScore } from '@/lib/format';

interface RiskButtonProps {
  claimId: string;
  risk: number;
  isOpen: boolean;
  bindings: KeyBindings;
  onToggle: () => void;
}

export const riskPanelId = (claimId: string): string => `claim-${claimId}-risk`;

/** The risk of the claim, which unfolds what it is made of. */
export function RiskButton({ claimId, risk, isOpen, bindings, onToggle }: RiskButtonProps) {
  return (
    <Tooltip content="What the risk is made of" shortcut={keyHint(bindings, 'claim.why')}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? riskPanelId(claimId) : undefined}
        onClick={onToggle}
        className="tabular -me-1 inline-flex min-h-6 shrink-0 items-center gap-0.5 rounded-md px-1 text-muted-foreground text-xs hover:bg-accent hover:text-foreground"
      >
        risk {formatScore(risk)}
        <ChevronDown aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-180')} />
      </button>
    </Tooltip>
  );
}
