import { CopyButton } from '@/components/ui/copy-button';

interface OneTimeSecretProps {
  text: string;
  /** "invitation link", "API key". */
  what: string;
}

/** Something shown once: selectable as a whole, with a button to copy it. */
export function OneTimeSecret({ text, what }: OneTimeSecretProps) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-border-strong bg-muted p-2">
      <code className="min-w-0 flex-1 select-all break-all px-1 py-0.5 font-mono text-xs">{text}</code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
