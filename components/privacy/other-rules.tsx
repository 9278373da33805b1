import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { PrivacyRules } from '@/lib/domain/privacy-rules';

export function OtherRules({ rules, onChange }: { rules: PrivacyRules; onChange: (part: Partial<PrivacyRules>) => void }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Further</CardTitle>
      </CardHeader>
      <CardContent className="grid items-start gap-4 md:grid-cols-2">
        <Field
          id="credential-fields"
          label="Headers and settings with credentials"
          hint="authorization, cookie, x-api-key, password and the like"
        >
          <Select
            {...fieldAria('credential-fields', null, true)}
            value={rules.credential_fields}
            onChange={(event) => onChange({ credential_fields: event.target.value as PrivacyRules['credential_fields'] })}
          >
            <option value="mask">Mask for good</option>
            <option value="off">Leave as they are</option>
          </Select>
        </Field>
        <Field id="phone-regions" label="Regions of phone numbers" hint="For numbers without a country code: US GB DE">
          <Input
            {...fieldAria('phone-regions', null, true)}
            defaultValue={rules.phone_regions.join(' ')}
            onBlur={(event) =>
              onChange({
                phone_regions: event.target.value
                  .toUpperCase()
                  .split(/[^A-Z]+/)
                  .filter((region) => region !== ''),
              })
            }
            autoComplete="off"
          />
        </Field>
        <Field id="documents" label="Uploaded documents" hint="Texts are masked; PDFs and pictures are then refused">
          <Select
            {...fieldAria('documents', null, true)}
            value={rules.documents ? 'on' : 'off'}
            onChange={(event) => onChange({ documents: event.target.value === 'on' })}
          >
            <option value="off">Keep as uploaded</option>
            <option value="on">Mask as well</option>
          </Select>
        </Field>
        <Field
          id="media"
          label="Pictures, sound and files in traces"
          hint="Of those that cannot be looked into, and of PDFs that hold something. Texts are masked in any case"
        >
          <Select
            {...fieldAria('media', null, true)}
            value={rules.media}
            onChange={(event) => onChange({ media: event.target.value as PrivacyRules['media'] })}
          >
            <option value="keep">Keep as they are</option>
            <option value="seal">Seal, to be had back with a purpose</option>
            <option value="refuse">Leave out, with a mark</option>
          </Select>
        </Field>
      </CardContent>
    </Card>
  );
}
