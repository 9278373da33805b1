import {
  ArrowDownUp,
  Binary,
  Bot,
  ClipboardCheck,
  CircleDot,
  FileText,
  Gauge,
  Link2,
  type LucideIcon,
  MessageSquareText,
  Search,
  Shield,
  Sparkles,
  Split,
  Undo2,
  UserCheck,
  Wrench,
} from 'lucide-react';
import { cn } from '@/lib/cn';
import type { StepKind } from '@/lib/domain/run/run';

const LOOKS: Record<StepKind, { icon: LucideIcon; tone: string }> = {
  LLM: { icon: Sparkles, tone: 'text-violet' },
  TOOL: { icon: Wrench, tone: 'text-orange' },
  RETRIEVAL: { icon: Search, tone: 'text-info' },
  RERANK: { icon: ArrowDownUp, tone: 'text-info' },
  EMBEDDING: { icon: Binary, tone: 'text-info' },
  AGENT: { icon: Bot, tone: 'text-violet' },
  CHAIN: { icon: Link2, tone: 'text-muted-foreground' },
  PARSE: { icon: FileText, tone: 'text-info' },
  ROUTE: { icon: Split, tone: 'text-warning' },
  PROMPT: { icon: MessageSquareText, tone: 'text-violet' },
  VALIDATION: { icon: ClipboardCheck, tone: 'text-success' },
  GUARDRAIL: { icon: Shield, tone: 'text-success' },
  EVALUATION: { icon: Gauge, tone: 'text-success' },
  FALLBACK: { icon: Undo2, tone: 'text-warning' },
  REVIEW: { icon: UserCheck, tone: 'text-link' },
  EVENT: { icon: CircleDot, tone: 'text-muted-foreground' },
};

/** The kind of a step as an icon; its word is on hover and read out. */
export function KindIcon({ kind, className }: { kind: StepKind; className?: string }) {
  const { icon: Icon, tone } = LOOKS[kind];
  return (
    <span title={kind} className={cn('inline-flex shrink-0', tone, className)}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{kind.toLowerCase()}</span>
    </span>
  );
}
