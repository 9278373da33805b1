import { cn } from '@/lib/cn';
import { PlainText } from './plain-text';

interface OneLineProps {
  text: string;
  className?: string;
  dir?: 'auto' | 'ltr';
}

/**
 * Text from outside on one line: what does not fit is left out at its own end, not at that of the page, and is there to be read
 * when pointed at. It starts where the lines around it start.
 */
export function OneLine({ text, className, dir = 'auto' }: OneLineProps) {
  return (
    <span title={text} className={cn('block min-w-0 [&>bdi]:block [&>bdi]:match-parent', className)}>
      <PlainText text={text} dir={dir} className="truncate whitespace-nowrap" />
    </span>
  );
}
