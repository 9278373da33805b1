'use client';
import { useState } from 'react';
import { Input } from '@/components/ui/input';

interface PageFieldProps {
  id: string;
  page: number;
  count: number;
  onGo: (page: number) => void;
}

/** The page number, which can be typed over; Enter goes there, Escape and leaving put it back. */
export function PageField({ id, page, count, onGo }: PageFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      id={id}
      inputMode="numeric"
      value={typed ?? String(page)}
      onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
      onFocus={(event) => event.target.select()}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(null);
        if (event.key !== 'Enter') return;
        event.preventDefault();
        const wanted = Number(typed ?? page);
        if (wanted >= 1) onGo(Math.min(wanted, count));
        setTyped(null);
      }}
      style={{ width: `${Math.max(2, String(count).length) + 2.5}ch` }}
      className="tabular h-6 px-1 text-right text-xs"
    />
  );
}
