'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { FindField } from './find-field';
import type { FindView } from './find-suggestions';

interface FindBoxProps {
  project: string;
  bindings: KeyBindings;
  views: readonly FindView[];
}

/** Any ID of a run or some of its words, from every page. On the page of hits it says what they were asked by. */
export function FindBox({ project, bindings, views }: FindBoxProps) {
  const parameters = useSearchParams();
  const asked = usePathname().endsWith('/find') ? (parameters.get('id') ?? '') : '';
  return <FindField key={asked} project={project} asked={asked} bindings={bindings} views={views} />;
}
