// How a boundary of the trace map and its status are drawn. Icon and word go together; colour only repeats them.
import {
  CircleCheck,
  CircleDashed,
  Clock,
  ClipboardCheck,
  FileInput,
  FileOutput,
  FileText,
  Flag,
  Library,
  type LucideIcon,
  MessageSquareText,
  OctagonX,
  Quote,
  Sparkles,
  Split,
  TriangleAlert,
  Undo2,
  UserCheck,
} from 'lucide-react';
import type { BoundaryId, BoundaryStatus } from '@/lib/domain/trace-boundary';

export const BOUNDARY_ICONS: Record<BoundaryId, LucideIcon> = {
  input: FileInput,
  parse: FileText,
  route: Split,
  prompt: MessageSquareText,
  model: Sparkles,
  context: Library,
  output: FileOutput,
  validation: ClipboardCheck,
  evidence: Quote,
  fallback: Undo2,
  review: UserCheck,
  final: Flag,
};

export const STATUS_LOOKS: Record<BoundaryStatus, { word: string; icon: LucideIcon; text: string; bar: string; soft: string }> = {
  ok: { word: 'in order', icon: CircleCheck, text: 'text-success', bar: 'bg-success', soft: 'bg-success-soft' },
  warn: { word: 'warning', icon: TriangleAlert, text: 'text-warning', bar: 'bg-warning', soft: 'bg-warning-soft' },
  fail: { word: 'failed', icon: OctagonX, text: 'text-danger', bar: 'bg-danger', soft: 'bg-danger-soft' },
  pending: { word: 'not finished', icon: Clock, text: 'text-info', bar: 'bg-info', soft: 'bg-info-soft' },
  absent: { word: 'not in the trace', icon: CircleDashed, text: 'text-muted-foreground', bar: 'bg-border-strong', soft: 'bg-muted' },
};
