import { cn } from '@/lib/cn';

interface FindingCodesProps {
  codes: readonly string[];
  shown?: number;
  className?: string;
}

/** What checks found, by code in words: "number not in source". */
export function FindingCodes({ codes, shown = 2, className }: FindingCodesProps) {
  if (codes.length === 0) return <span className="text-muted-foreground text-xs">nothing found</span>;
  return (
    <span className={cn('flex min-w-0 items-center gap-1', className)} title={codes.map(codeWords).join('\n')}>
      {codes.slice(0, shown).map((code) => (
        <span key={code} className="truncate rounded-sm bg-muted px-1.5 py-0.5 text-muted-foreground text-xs">
          {codeWords(code)}
        </span>
      ))}
      {codes.length > shown ? <span className="tabular shrink-0 text-muted-foreground text-xs">+{codes.length - shown}</span> : null}
    </span>
  );
}

export const codeWords = (code: string): string => code.replaceAll('_', ' ');
