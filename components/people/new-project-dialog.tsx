'use client';
import { FolderPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { paths } from '@/lib/paths';
import { type ActionOutcome, fieldProblem, formProblem } from './action-outcome';
import { useAction } from './use-action';

type CreateProject = (project: { slug: string; name: string }) => Promise<ActionOutcome<{ slug: string }>>;

export function NewProjectDialog({ create }: { create: CreateProject }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <FolderPlus aria-hidden /> New project
        </Button>
      </DialogTrigger>
      <DialogContent
        title="New project"
        description="A project keeps its runs, documents, members and trail apart from all others. You become its owner."
      >
        <NewProjectForm create={create} />
      </DialogContent>
    </Dialog>
  );
}

function NewProjectForm({ create }: { create: CreateProject }) {
  const router = useRouter();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const { isBusy, outcome, run } = useAction(create, { onDone: (made) => router.push(paths.queue(made.slug)) });
  const shownSlug = slug ?? suggestSlug(name);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ slug: shownSlug, name });
  };
  const [nameProblem, slugProblem] = [fieldProblem(outcome, '/name'), fieldProblem(outcome, '/slug')];
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field id="project-name" label="Name" error={nameProblem}>
        <Input
          {...fieldAria('project-name', nameProblem)}
          value={name}
          onChange={(event) => setName(event.target.value)}
          dir="auto"
          autoComplete="off"
          required
          maxLength={80}
          autoFocus
        />
      </Field>
      <Field id="project-slug" label="Short name" hint="In addresses; it stays as it is." error={slugProblem}>
        <Input
          {...fieldAria('project-slug', slugProblem, true)}
          value={shownSlug}
          onChange={(event) => setSlug(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={40}
          className="font-mono"
        />
      </Field>
      <FormAlert>{formProblem(outcome, ['/name', '/slug'])}</FormAlert>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Create
        </Button>
      </DialogFooter>
    </form>
  );
}

function suggestSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
}
