import Link from 'next/link';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { paths } from '@/lib/paths';
import { FindBox } from './find-box';
import type { FindView } from './find-suggestions';
import type { SaveKeyBindings } from './keys-dialog';
import { Mark } from './mark';
import { NavLinks, type NavLink } from './nav-links';
import { type ProjectChoice, ProjectSwitcher } from './project-switcher';
import { UserMenu } from './user-menu';

interface TopBarProps {
  project: ProjectChoice;
  projects: ProjectChoice[];
  links: NavLink[];
  user: { name: string; email: string; role: string };
  bindings: KeyBindings;
  views: readonly FindView[];
  saveBindings: SaveKeyBindings;
}

export function TopBar({ project, projects, links, user, bindings, views, saveBindings }: TopBarProps) {
  return (
    <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 border-border border-b bg-sidebar px-3 lg:h-11 lg:flex-nowrap print:hidden">
      <Link
        href={paths.queue(project.slug)}
        aria-label="Countersign, queue"
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-accent"
      >
        <Mark />
      </Link>
      <ProjectSwitcher current={project} projects={projects} />
      <span aria-hidden className="mx-1 h-4 w-px bg-border-strong max-lg:hidden" />
      <NavLinks links={links} />
      <div className="ms-auto flex h-11 min-w-40 flex-1 items-center justify-end gap-2 sm:min-w-48">
        <FindBox project={project.slug} bindings={bindings} views={views} />
        <UserMenu user={user} bindings={bindings} saveBindings={saveBindings} />
      </div>
    </header>
  );
}
