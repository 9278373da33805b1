'use client';
import { CircleX, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { type Verified, verifyInBrowser } from './verify-in-browser';

interface VerifyButtonProps {
  index: string;
  /** The text of the entry as this page shows it: that is what is proven, not what the server says about it. */
  payload: string;
  proofUrl: string;
  keyUrl: string;
}

/** Fetches proof and keys, and does the arithmetic here. */
export function VerifyButton({ index, payload, proofUrl, keyUrl }: VerifyButtonProps) {
  const [verified, setVerified] = useState<Verified | null>(null);
  const [isBusy, setBusy] = useState(false);

  const verify = async () => {
    setBusy(true);
    try {
      const [proof, keys] = await Promise.all([textOf(proofUrl), textOf(keyUrl)]);
      setVerified(await verifyInBrowser({ index, payload, proof, keys }));
    } catch (error) {
      setVerified({
        isSound: false,
        steps: [{ words: error instanceof Error ? error.message : 'The proof could not be fetched.', isGood: false }],
        size: null,
      });
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="grid gap-2">
      <Button variant="primary" size="sm" isBusy={isBusy} onClick={verify} className="justify-self-start">
        <ShieldCheck aria-hidden />
        Verify in this browser
      </Button>
      <div role="status">
        {verified ? (
          <ul
            className={cn(
              'grid gap-1 rounded-md px-3 py-2 text-sm',
              verified.isSound ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger',
            )}
          >
            {verified.steps.map(({ words, isGood }) => (
              <li key={words} className="flex items-start gap-1.5">
                {isGood ? (
                  <ShieldCheck aria-label="good" className="mt-0.5 size-4 shrink-0" />
                ) : (
                  <CircleX aria-label="failed" className="mt-0.5 size-4 shrink-0" />
                )}
                <span className="min-w-0 break-words">{words}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (response.ok) return response.text();
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  throw new Error(problem?.detail ?? `The server answered ${response.status}.`);
}
