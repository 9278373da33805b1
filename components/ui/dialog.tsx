'use client';
import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';

export const Dialog = RadixDialog.Root;
export const DialogTrigger = RadixDialog.Trigger;
export const DialogClose = RadixDialog.Close;

interface DialogContentProps extends Omit<ComponentProps<typeof RadixDialog.Content>, 'title'> {
  title: ReactNode;
  description?: ReactNode;
}

/** A centred dialog with its title; focus goes in, Escape closes, focus returns. */
export function DialogContent({ title, description, className, children, ...rest }: DialogContentProps) {
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <RadixDialog.Content
        className={cn(
          'fixed top-1/2 left-1/2 z-50 grid max-h-[85dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-3 overflow-y-auto rounded-xl bg-popover p-5 text-popover-foreground shadow-floating',
          className,
        )}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...rest}
      >
        <div className="grid gap-1 pe-8">
          <RadixDialog.Title className="font-semibold text-base">{title}</RadixDialog.Title>
          {description ? <RadixDialog.Description className="text-muted-foreground text-sm">{description}</RadixDialog.Description> : null}
        </div>
        {children}
        <RadixDialog.Close
          aria-label="Close"
          className="absolute top-4 end-4 inline-flex size-6 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
        >
          <X aria-hidden className="size-4" />
        </RadixDialog.Close>
      </RadixDialog.Content>
    </RadixDialog.Portal>
  );
}

/** The row of buttons at the end of a dialog. */
export function DialogFooter({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('mt-2 flex justify-end gap-2', className)} {...rest} />;
}
