// How each evidence state is named, explained and drawn. Icon and word always go together; colour only repeats them.
import {
  CheckCheck,
  Check,
  CircleDashed,
  CircleX,
  CornerDownRight,
  EqualApproximately,
  type LucideIcon,
  SearchX,
  Split,
} from 'lucide-react';
import type { EvidenceState } from '@/lib/domain/evidence';

interface StateLook {
  word: string;
  /** One clause that finishes "This claim …". */
  meaning: string;
  icon: LucideIcon;
  text: string;
  soft: string;
  /** Underline of the claim in the output; the pattern differs as well as the colour. */
  underline: string;
  /** 0 needs a reviewer most. */
  need: number;
}

export const STATE_LOOKS: Record<EvidenceState, StateLook> = {
  contradicted: {
    word: 'Contradicted',
    meaning: 'is denied by a source',
    icon: CircleX,
    text: 'text-state-contradicted',
    soft: 'bg-state-contradicted-soft',
    underline: 'decoration-state-contradicted decoration-wavy decoration-1',
    need: 0,
  },
  missing: {
    word: 'Missing',
    meaning: 'was found in no source',
    icon: SearchX,
    text: 'text-state-missing',
    soft: 'bg-state-missing-soft',
    underline: 'decoration-state-missing decoration-2',
    need: 1,
  },
  ambiguous: {
    word: 'Ambiguous',
    meaning: 'fits several places',
    icon: Split,
    text: 'text-state-ambiguous',
    soft: 'bg-state-ambiguous-soft',
    underline: 'decoration-state-ambiguous decoration-dotted decoration-2',
    need: 2,
  },
  moved: {
    word: 'Moved',
    meaning: 'stands elsewhere than cited',
    icon: CornerDownRight,
    text: 'text-state-moved',
    soft: 'bg-state-moved-soft',
    underline: 'decoration-state-moved decoration-dashed decoration-2',
    need: 3,
  },
  approximate: {
    word: 'Approximate',
    meaning: 'matches a source roughly',
    icon: EqualApproximately,
    text: 'text-state-approximate',
    soft: 'bg-state-approximate-soft',
    underline: 'decoration-state-approximate decoration-dashed decoration-1',
    need: 4,
  },
  no_source: {
    word: 'No source',
    meaning: 'has nothing to be checked against',
    icon: CircleDashed,
    text: 'text-state-no-source',
    soft: 'bg-state-no-source-soft',
    underline: 'decoration-state-no-source decoration-dotted decoration-1',
    need: 5,
  },
  normalised: {
    word: 'Normalised',
    meaning: 'is in a source in another notation',
    icon: Check,
    text: 'text-state-normalised',
    soft: 'bg-state-normalised-soft',
    underline: 'decoration-state-normalised/50 decoration-1',
    need: 6,
  },
  exact: {
    word: 'Exact',
    meaning: 'is in a source word for word',
    icon: CheckCheck,
    text: 'text-state-exact',
    soft: 'bg-state-exact-soft',
    underline: 'decoration-state-exact/50 decoration-1',
    need: 7,
  },
};
