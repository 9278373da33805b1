// Codes of findings that no check can say, because they are about the checking itself.
import type { FindingCode } from './check';

export const ENGINE_CODES: readonly FindingCode[] = [
  {
    code: 'output_claims_omitted',
    title: 'Claims omitted',
    severity: 'medium',
    explanation: 'The output has more claims than are checked; the finding says how many were left out.',
  },
  {
    code: 'run_changed_after_review',
    title: 'Changed after review',
    severity: 'medium',
    explanation: 'Steps came, or the run was sent again, after somebody had decided it: the decision was made on another revision.',
  },
  {
    code: 'run_not_checked',
    title: 'Not checked',
    severity: 'high',
    explanation: 'Checking took too long or failed, so nothing is known about this run. A person has to look at it whole.',
  },
  {
    code: 'verifier_missing',
    title: 'Not verified',
    severity: 'low',
    explanation:
      'The project has a verifier switched on, and it did not judge every sentence: it is away, over its budget, or the run has too many. The risk goes by the text alone; it is checked again when the verifier is back.',
  },
];
