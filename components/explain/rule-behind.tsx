import { PlainText } from '@/components/evidence/plain-text';
import { Disclosure } from '@/components/ui/disclosure';
import type { Statement } from '@/lib/domain/explain/explanation';
import { explainRule } from '@/lib/domain/explain/rule-registry';

/** The rule that said a sentence: when it fires, what it reads, and the values that made it fire. */
export function RuleBehind({ statement: { ruleId, values } }: { statement: Statement }) {
  const rule = explainRule(ruleId);
  if (!rule) return null;
  const shown = values.filter(({ name, value }) => value !== '' && name !== 'more');
  return (
    <Disclosure title={`Why it says so: ${rule.title}`} className="text-xs">
      <dl className="mt-1 grid max-w-3xl grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border border-border px-2.5 py-2">
        <Term name="Rule">
          <code>{rule.id}</code>
        </Term>
        <Term name="Fires when">{rule.when}</Term>
        <Term name="Reads">{rule.reads.join(', ')}</Term>
        {shown.map(({ name, value }) => (
          <Term key={name} name={name}>
            <PlainText text={value} />
          </Term>
        ))}
      </dl>
    </Disclosure>
  );
}

function Term({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
