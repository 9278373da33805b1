import Link from 'next/link';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { paths } from '@/lib/paths';
import { FindBox } from './find-box';
import type { SaveKeyBindings } from './keys-dialog';
import { NavLinks, type NavLink } from './nav-links';
import { type ProjectChoice, ProjectSwitcher } from './project-switcher';
import { UserMenu } from './user-menu';

interface TopBarProps {
  project: ProjectChoice;
  projects: ProjectChoice[];
  links: NavLink[];
  user: { name: string; email: string; role: string };
  bindings: KeyBindings;
  saveBindings: SaveKeyBindings;
}

export function TopBar({ project, projects, links, user, bindings, saveBindings }: TopBarProps) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-border border-b bg-sidebar px-3">
      <Link href={paths.queue(project.slug)} aria-label="Countersign, queue" className="inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-accent">
        <Mark />
      </Link>
      <ProjectSwitcher current={project} projects={projects} />
      <span aria-hidden className="mx-1 h-4 w-px bg-border-strong" />
      <NavLinks links={links} />
      <div className="ml-auto flex min-w-48 flex-1 items-center justify-end gap-2">
        <FindBox action={`/${project.slug}/find`} bindings={bindings} />
        <UserMenu user={user} bindings={bindings} saveBindings={saveBindings} />
      </div>
    </header>
  );
}

/** Two strokes that cross a line: a countersignature. */
function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5 text-primary" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
      <path d="M3 16.5h14" className="text-muted-foreground" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4 9.5 7.5 13 14 4.5" />
      <path d="m10.5 12 1.2 1L17 6.5" />
    </svg>
  );
}
