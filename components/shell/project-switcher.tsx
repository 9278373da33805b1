'use client';
import { ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import { paths } from '@/lib/paths';

export interface ProjectChoice {
  slug: string;
  name: string;
}

interface ProjectSwitcherProps {
  current: ProjectChoice;
  projects: ProjectChoice[];
}

export function ProjectSwitcher({ current, projects }: ProjectSwitcherProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Project ${current.name}, switch project`}
        className="inline-flex h-7 min-w-0 max-w-28 items-center gap-1.5 rounded-md px-2 font-semibold text-sm hover:bg-accent sm:max-w-52"
      >
        <span className="truncate">{current.name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <DropdownMenuLabel>Projects</DropdownMenuLabel>
        {projects.map((project) => (
          <DropdownMenuItem key={project.slug} asChild>
            <Link href={paths.queue(project.slug)} aria-current={project.slug === current.slug ? 'true' : undefined}>
              <span className="min-w-0 flex-1 truncate">{project.name}</span>
              <span className="max-w-24 truncate font-mono text-muted-foreground text-xs">{project.slug}</span>
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
