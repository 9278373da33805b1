'use client';
import { X } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { trailWords } from './trail-words';

interface TrailFilterBarProps {
  action: string;
  asked: Record<string, string>;
  types: readonly { type: string; count: number }[];
  people: readonly { actorId: string; name: string }[];
}

/** Run, person, verb and period; a plain form whose address can be kept. */
export function TrailFilterBar({ action, asked, types, people }: TrailFilterBarProps) {
  const form = useRef<HTMLFormElement>(null);
  const send = () => form.current?.requestSubmit();
  const hasFilter = Object.keys(asked).some((name) => name !== 'order');
  return (
    <Form ref={form} action={action} key={JSON.stringify(asked)} className="flex flex-wrap items-center gap-2">
      <Input name="run_id" aria-label="Run ID" placeholder="Run ID" defaultValue={asked['run_id']} className="w-44" maxLength={512} />
      <Select name="actor_id" aria-label="Person" defaultValue={asked['actor_id'] ?? ''} onChange={send} className="w-44">
        <option value="">Person: any</option>
        {people.map(({ actorId, name }) => (
          <option key={actorId} value={actorId}>
            {name}
          </option>
        ))}
      </Select>
      <Select name="type" aria-label="What happened" defaultValue={asked['type'] ?? ''} onChange={send} className="w-52">
        <option value="">What happened: anything</option>
        {types.map(({ type, count }) => (
          <option key={type} value={type}>
            {trailWords(type)} ({count})
          </option>
        ))}
      </Select>
      <span className="text-muted-foreground text-sm">from</span>
      <Input name="from" type="date" aria-label="From day" defaultValue={asked['from']?.slice(0, 10)} onChange={send} className="w-36" />
      <span className="text-muted-foreground text-sm">before</span>
      <Input name="to" type="date" aria-label="Before day" defaultValue={asked['to']?.slice(0, 10)} onChange={send} className="w-36" />
      <Select name="order" aria-label="Order" defaultValue={asked['order'] ?? 'newest'} onChange={send} className="w-36">
        <option value="newest">Newest first</option>
        <option value="oldest">Oldest first</option>
      </Select>
      <button type="submit" className="sr-only">
        Filter
      </button>
      {hasFilter ? (
        <Button asChild variant="ghost" size="sm">
          <Link href={action}>
            <X aria-hidden />
            Clear
          </Link>
        </Button>
      ) : null}
    </Form>
  );
}
