// What reviewers write goes through the same rules as what tracers send. Quotes stay as they stand in the source that they quote.
import 'server-only';
import type { DecisionBody } from '@/lib/domain/review/review-submission';
import { redactValue } from './redactor';

export async function redactDecision<B extends DecisionBody>(projectId: string, body: B): Promise<B> {
  const said = await redactValue(projectId, 'decision', {
    note: body.note ?? null,
    verdicts: body.verdicts.map(({ note, corrected_value }) => ({ note: note ?? null, corrected_value: corrected_value ?? null })),
    omissions: body.omissions.map(({ note, text, value }) => ({ note: note ?? null, text, value: value ?? null })),
  });
  return {
    ...body,
    ...(body.note === undefined ? {} : { note: said.note ?? '' }),
    verdicts: body.verdicts.map((verdict, index) => ({
      ...verdict,
      ...(verdict.note === undefined ? {} : { note: said.verdicts[index]?.note ?? '' }),
      ...(verdict.corrected_value === undefined ? {} : { corrected_value: said.verdicts[index]?.corrected_value ?? null }),
    })),
    omissions: body.omissions.map((omission, index) => ({
      ...omission,
      text: said.omissions[index]?.text ?? '',
      ...(omission.note === undefined ? {} : { note: said.omissions[index]?.note ?? '' }),
      ...(omission.value === undefined ? {} : { value: said.omissions[index]?.value ?? null }),
    })),
  };
}
