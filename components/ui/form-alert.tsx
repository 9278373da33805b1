import type { ReactNode } from 'react';

/** Why a form as a whole was refused: said aloud when it comes, nothing while there is no reason. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="text-danger text-sm empty:hidden">
      {children}
    </p>
  );
}
