'use client';
import Form from 'next/form';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { PromptVersions } from '@/lib/domain/prompt/prompt-versions';

interface VersionChoiceProps {
  action: string;
  list: Pick<PromptVersions, 'prompts' | 'promptId' | 'known' | 'base' | 'days'> & { shown: readonly string[] };
}

const DAYS = [7, 28, 90, 365];

/** Which prompt, which versions and over how long, as a plain form, so that the address says what is shown. */
export function VersionChoice({ action, list }: VersionChoiceProps) {
  const form = useRef<HTMLFormElement>(null);
  const send = () => form.current?.requestSubmit();
  const { prompts, promptId, known, base, days, shown } = list;
  return (
    <Form ref={form} action={action} className="flex flex-wrap items-end gap-3 print:hidden" key={JSON.stringify(list)}>
      <Field id="prompt-id" label="Prompt" className="max-w-md">
        <Select id="prompt-id" name="prompt_id" defaultValue={promptId ?? ''} onChange={send}>
          {prompts.map(({ promptId: id, runs, versions }) => (
            <option key={id} value={id}>
              {id} ({versions} {versions === 1 ? 'version' : 'versions'}, {runs} runs)
            </option>
          ))}
        </Select>
      </Field>
      <Field id="prompt-base" label="Held against">
        <Select id="prompt-base" name="base" defaultValue={base ?? ''} onChange={send}>
          {known.map(({ version }) => (
            <option key={version} value={version}>
              {version}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="prompt-days" label="Over">
        <Select id="prompt-days" name="days" defaultValue={String(days)} onChange={send}>
          {[...new Set([...DAYS, days])]
            .sort((a, b) => a - b)
            .map((count) => (
              <option key={count} value={count}>
                {count} days
              </option>
            ))}
        </Select>
      </Field>
      {known.length > 2 ? (
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium text-xs">Versions, up to four</legend>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {known.slice(0, 12).map(({ version }) => (
              <label key={version} className="inline-flex min-h-6 items-center gap-1.5 text-sm">
                <input
                  type="checkbox"
                  name="version"
                  value={version}
                  defaultChecked={shown.includes(version)}
                  className="size-3.5 accent-primary"
                />
                <bdi>{version}</bdi>
              </label>
            ))}
            <Button type="submit" size="sm">
              Show
            </Button>
          </span>
        </fieldset>
      ) : null}
    </Form>
  );
}
