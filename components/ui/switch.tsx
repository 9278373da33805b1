import { Switch as RadixSwitch } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Switch({ className, ...rest }: ComponentProps<typeof RadixSwitch.Root>) {
  return (
    <RadixSwitch.Root
      className={cn(
        'relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-input bg-muted transition-colors disabled:opacity-50',
        'data-[state=checked]:border-primary data-[state=checked]:bg-primary before:absolute before:-inset-1 before:content-[""]',
        className,
      )}
      {...rest}
    >
      <RadixSwitch.Thumb className="size-3 translate-x-0.5 rounded-full bg-input transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-primary-foreground" />
    </RadixSwitch.Root>
  );
}
