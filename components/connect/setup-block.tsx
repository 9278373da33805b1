import { CopyButton } from '@/components/ui/copy-button';
import type { SetupBlock as Block } from '@/lib/domain/connect/tracer-setup';

/** Lines to copy, with what they are for. They scroll sideways rather than wrap: a wrapped line is copied wrongly by hand. */
export function SetupBlock({ title, text }: Block) {
  return (
    <figure className="grid min-w-0 gap-1">
      <figcaption className="text-muted-foreground text-xs">{title}</figcaption>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-1 rounded-md border border-border bg-muted p-1.5">
        {/* Code reads from left to right on every page. */}
        <pre dir="ltr" className="thin-scroll overflow-x-auto px-1.5 py-1.5 font-mono text-xs leading-5">
          {text}
        </pre>
        <CopyButton text={text} what={title.toLowerCase()} />
      </div>
    </figure>
  );
}
