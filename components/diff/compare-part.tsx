import type { ReactNode } from 'react';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { formatNumber } from '@/lib/format';

interface ComparePartProps {
  id: string;
  title: string;
  /** How many things differ; 0 says that this part is the same. */
  count: number;
  /** Said beside the count. */
  note?: ReactNode;
  /** Shown although nothing differs. */
  isShown: boolean;
  children: ReactNode;
}

/** One part of a comparison; without a difference only its title line, so that nobody has to wonder whether it was looked at. */
export function ComparePart({ id, title, count, note, isShown, children }: ComparePartProps) {
  const isSame = count === 0;
  return (
    <Card id={id} className="scroll-mt-4" aria-label={title}>
      <CardHeader className={isSame && !isShown ? 'border-b-0' : undefined}>
        <CardTitle>{title}</CardTitle>
        <span className="text-muted-foreground text-xs">
          {note ? <>{note} · </> : null}
          {isSame ? 'the same' : `${formatNumber(count)} ${count === 1 ? 'difference' : 'differences'}`}
        </span>
      </CardHeader>
      {isSame && !isShown ? null : <CardContent>{children}</CardContent>}
    </Card>
  );
}
