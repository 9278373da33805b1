'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { Tooltip } from './tooltip';

interface CopyButtonProps {
  text: string;
  /** What is copied, for the name of the button: "run ID". */
  what: string;
  className?: string;
}

export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <Tooltip content={isCopied ? 'Copied' : `Copy ${what}`}>
      <Button variant="ghost" size="icon-xs" aria-label={`Copy ${what}`} onClick={copy} className={className}>
        {isCopied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
        <span role="status" className="sr-only">
          {isCopied ? `${what} copied` : ''}
        </span>
      </Button>
    </Tooltip>
  );
}
