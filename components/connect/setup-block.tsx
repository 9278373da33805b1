import { CopyButton } from '@/components/ui/copy-button';
import type { SetupBlock as Block } from '@/lib/domain/connect/tracer-setup';

/** Lines to copy, with what they are for. They scroll sideways rather than wrap: a wrapped line is copied wrongly by hand. */
export function SetupBlock({ title, text }: Block) {
  return (
    <figure className="grid min-w-0 gap-1">
      <figcaption className="text-muted-foreground text-xs">{title}</figcaption>
      <div className="relative min-w-0 rounded-md border border-border bg-muted">
        <pre className="thin-scroll overflow-x-auto py-3 pe-12 ps-3 font-mono text-xs leading-5">{text}</pre>
        <div className="absolute top-1.5 end-1.5 rounded-md bg-muted">
          <CopyButton text={text} what={title.toLowerCase()} />
        </div>
      </div>
    </figure>
  );
}
