// Wrong place: the evidence stands elsewhere than the run says.
import { OTHER } from './reason';
import type { ClaimVerb } from './verb';

export const wrongPlace: ClaimVerb = {
  on: 'claim',
  name: 'wrong_place',
  title: 'Wrong place',
  past: 'moved the evidence of',
  key: '3',
  permission: 'item.review',
  trail: 'verdict.recorded',
  draft: { value: 'right', place: 'wrong' },
  matches: ({ place }) => place === 'wrong',
  reasonCodes: [
    { code: 'other_page', title: 'On another page' },
    { code: 'other_passage', title: 'In another passage' },
    { code: 'other_document', title: 'In another document' },
    { code: 'other_version', title: 'In another version' },
    { code: 'quote_incomplete', title: 'The quote is cut or incomplete' },
    OTHER,
  ],
  isReasonRequired: true,
};
