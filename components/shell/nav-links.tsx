'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/lib/cn';

export interface NavLink {
  href: string;
  label: string;
  /** Paths below these belong to the link too. */
  also?: string[];
}

export function NavLinks({ links }: { links: NavLink[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Project" className="thin-scroll min-w-0 overflow-x-auto max-lg:order-last max-lg:w-full max-lg:pb-1.5">
      <ul className="flex items-center gap-0.5">
        {links.map((link) => {
          const isCurrent = [link.href, ...(link.also ?? [])].some((href) => pathname === href || pathname.startsWith(`${href}/`));
          return (
            <li key={link.href}>
              <Link
                href={link.href}
                aria-current={isCurrent ? 'page' : undefined}
                // On a narrow screen the links scroll sideways: the current one is brought into sight.
                ref={isCurrent ? (link) => link?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) : undefined}
                className={cn(
                  'inline-flex h-7 items-center whitespace-nowrap rounded-md px-2 font-medium text-sm transition-colors',
                  isCurrent ? 'bg-accent text-foreground' : 'text-muted-foreground hover:bg-accent hover:text-foreground',
                )}
              >
                {link.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
