import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { PatternDetail } from '@/lib/domain/pattern/pattern-view';

/** The parts that make the key: runs that agree in all of them have the same pattern. */
export function MadeOf({ detail: { key, isGroup, made } }: { detail: PatternDetail }) {
  const rows: [string, string | null][] = [
    ['Layer', made.layer],
    ['Finding', made.code],
    ['Step', made.step ? `${made.step.name} (${made.step.kind})` : null],
    ['Route', made.route],
    ...(isGroup
      ? []
      : ([
          ['With', made.codes.filter((code) => code !== made.code).join(', ') || null],
          ['Words', made.template],
          ['Field', made.field],
          ['Source', made.source],
        ] as [string, string | null][])),
    ['Key', key],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Made of</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2 gap-y-1 text-sm">
          {rows.map(([name, value]) =>
            value === null ? null : (
              <div key={name} className="contents">
                <dt className="text-muted-foreground text-xs leading-5">{name}</dt>
                <dd dir="auto" className="break-words font-mono text-xs leading-5">
                  {value}
                </dd>
              </div>
            ),
          )}
        </dl>
      </CardContent>
    </Card>
  );
}
