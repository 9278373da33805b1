import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

/** Pages for people who are not in yet: one card, the product's mark, nothing else. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-sidebar">
      <main className="mx-auto w-full max-w-[24rem] px-4 pt-[max(2rem,16vh)] pb-12">
        <p className="mb-6 flex items-center gap-2 font-semibold text-base">
          <Mark className="size-6" />
          Countersign
        </p>
        {children}
      </main>
    </div>
  );
}
