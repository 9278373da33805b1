import { Field, fieldAria } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { INCIDENT_SEVERITIES, type IncidentSeverity, SEVERITY_MEANINGS } from '@/lib/domain/incident/incident';

interface SeverityFieldProps {
  id: string;
  label?: string;
  value: IncidentSeverity;
  onChange: (severity: IncidentSeverity) => void;
}

/** How bad an incident is, with what the chosen word means. */
export function SeverityField({ id, label = 'Severity', value, onChange }: SeverityFieldProps) {
  return (
    <Field id={id} label={label} hint={`${SEVERITY_MEANINGS[value]}.`}>
      <Select {...fieldAria(id, null, true)} value={value} onChange={(event) => onChange(event.target.value as IncidentSeverity)}>
        {INCIDENT_SEVERITIES.map((severity) => (
          <option key={severity} value={severity}>
            {severity.slice(0, 1).toUpperCase() + severity.slice(1)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
