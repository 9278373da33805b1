'use client';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { EvalRequest } from '@/lib/domain/review/review-submission';
import type { Outcome } from '@/lib/domain/review/review-verdict';
import type { ReviewDraft } from './review-draft';

interface KeepFieldProps {
  keep: ReviewDraft['keep'];
  outcome: Outcome;
  onChange: (keep: ReviewDraft['keep']) => void;
}

const REQUEST: EvalRequest = { set: 'regressions', expected_route: undefined, expected_fallback: undefined, evidence_required: true };

/** Whether the run becomes a candidate of an eval set, and of which. Corrected runs do unless somebody says no. */
export function KeepField({ keep, outcome, onChange }: KeepFieldProps) {
  const id = useId();
  const isKept = keep === 'default' ? outcome === 'corrected' : keep !== null;
  const request = keep === 'default' || keep === null ? REQUEST : keep;
  return (
    <fieldset className="grid gap-2">
      <div className="flex items-center gap-2">
        <Checkbox id={id} checked={isKept} onCheckedChange={(isOn) => onChange(isOn === true ? REQUEST : null)} />
        <Label htmlFor={id}>Keep as an eval case, for a lead to approve</Label>
      </div>
      {isKept ? (
        <div className="grid grid-cols-2 gap-2 ps-6">
          <div className="grid gap-1">
            <Label htmlFor={`${id}-set`} className="font-normal text-muted-foreground text-xs">
              Eval set
            </Label>
            <Input
              id={`${id}-set`}
              className="h-7"
              pattern="[a-z0-9][a-z0-9._\-]{0,99}"
              title="Lower-case letters, digits, dot, dash and underscore"
              required
              value={request.set}
              onChange={(event) => onChange({ ...request, set: event.target.value })}
            />
          </div>
          <div className="grid gap-1">
            <Label htmlFor={`${id}-route`} className="font-normal text-muted-foreground text-xs">
              Expected route
            </Label>
            <Input
              id={`${id}-route`}
              className="h-7"
              placeholder="the route it took"
              value={request.expected_route ?? ''}
              onChange={(event) => onChange({ ...request, expected_route: event.target.value || undefined })}
            />
          </div>
          <div className="col-span-2 flex items-center gap-2">
            <Checkbox
              id={`${id}-evidence`}
              checked={request.evidence_required}
              onCheckedChange={(isOn) => onChange({ ...request, evidence_required: isOn === true })}
            />
            <Label htmlFor={`${id}-evidence`} className="font-normal">
              The answer must come with evidence
            </Label>
          </div>
        </div>
      ) : null}
    </fieldset>
  );
}
