// How the tone of an answer is drawn. Icon and word go together; colour only repeats them.
import { CircleCheck, CircleHelp, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react';
import type { QuestionId, Tone } from '@/lib/domain/explain/explanation';

export const TONE_LOOKS: Record<Tone, { icon: LucideIcon; text: string }> = {
  good: { icon: CircleCheck, text: 'text-success' },
  warn: { icon: TriangleAlert, text: 'text-warning' },
  bad: { icon: OctagonX, text: 'text-danger' },
  unknown: { icon: CircleHelp, text: 'text-muted-foreground' },
};

/** The question in the width of a column; the whole question is its title. */
export const SHORT_QUESTIONS: Record<QuestionId, string> = {
  source: 'Right source',
  route: 'Right route',
  shape: 'Right shape',
  support: 'Supported',
  review: 'Reviewed',
  drift: 'Drifting',
};
