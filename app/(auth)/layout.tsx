import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

/** Pages for people who are not in yet: one card, the product's mark, nothing else. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-sidebar">
      <main className="mx-auto flex w-full max-w-[23rem] flex-1 flex-col justify-center px-4 py-12">
        <p className="mb-6 flex items-center gap-2 font-semibold text-base">
          <Mark className="size-6" />
          Countersign
        </p>
        {children}
        <div aria-hidden className="h-[12vh]" />
      </main>
    </div>
  );
}
