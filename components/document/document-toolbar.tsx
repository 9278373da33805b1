'use client';
import { ChevronDown, ChevronUp, Download, Maximize, Minus, MoveHorizontal, PanelLeft, Plus, SquareDashedMousePointer } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import { formatNumber } from '@/lib/format';
import { PageField } from './page-field';
import type { PointerTool } from './use-word-selection';
import type { Zoom } from './zoom';

interface DocumentToolbarProps {
  page: { number: number; count: number; go: (page: number) => void };
  /** Absent where there is nothing to zoom. */
  zoom?: { value: Zoom; percent: number; set: (zoom: Zoom) => void; step: (direction: 1 | -1) => void };
  /** Absent where only words can be picked. */
  tool?: { value: PointerTool; set: (tool: PointerTool) => void };
  strip?: { isOpen: boolean; toggle: () => void };
  downloadUrl: string | null;
  find: ReactNode;
}

export function DocumentToolbar({ page, zoom, tool, strip, downloadUrl, find }: DocumentToolbarProps) {
  const pagesId = useId();
  return (
    <div
      role="toolbar"
      aria-label="Document"
      className="flex flex-wrap items-center gap-x-1.5 gap-y-1 border-border border-b bg-card px-1.5 py-1"
    >
      {strip ? (
        <Press label={strip.isOpen ? 'Hide page thumbnails' : 'Show page thumbnails'} isPressed={strip.isOpen} onClick={strip.toggle}>
          <PanelLeft aria-hidden />
        </Press>
      ) : null}
      {page.count > 1 ? (
        <div className="flex items-center gap-0.5 text-muted-foreground text-xs">
          {strip ? null : (
            <>
              <Press label="Previous page" isDisabled={page.number <= 1} onClick={() => page.go(page.number - 1)}>
                <ChevronUp aria-hidden />
              </Press>
              <Press label="Next page" isDisabled={page.number >= page.count} onClick={() => page.go(page.number + 1)}>
                <ChevronDown aria-hidden />
              </Press>
            </>
          )}
          <label htmlFor={pagesId} className="sr-only">
            Page
          </label>
          <PageField id={pagesId} page={page.number} count={page.count} onGo={page.go} />
          <span className="tabular">/ {formatNumber(page.count)}</span>
        </div>
      ) : null}
      {zoom ? (
        <div className="flex items-center gap-0.5">
          <Press label="Zoom out" onClick={() => zoom.step(-1)}>
            <Minus aria-hidden />
          </Press>
          <span className="tabular min-w-10 text-center text-muted-foreground text-xs" aria-live="polite">
            <bdi dir="ltr">{zoom.percent} %</bdi>
          </span>
          <Press label="Zoom in" onClick={() => zoom.step(1)}>
            <Plus aria-hidden />
          </Press>
          <Press label="Fit the width" isPressed={zoom.value === 'width'} onClick={() => zoom.set('width')}>
            <MoveHorizontal aria-hidden />
          </Press>
          <Press label="Fit the whole page" isPressed={zoom.value === 'page'} onClick={() => zoom.set('page')}>
            <Maximize aria-hidden />
          </Press>
        </div>
      ) : null}
      {tool ? (
        <Press
          label="Mark an area instead of words"
          isPressed={tool.value === 'area'}
          onClick={() => tool.set(tool.value === 'area' ? 'words' : 'area')}
        >
          <SquareDashedMousePointer aria-hidden />
        </Press>
      ) : null}
      <div className="ms-auto flex min-w-0 items-center gap-0.5">
        {find}
        {downloadUrl ? (
          <Tooltip content="Download the original">
            <Button asChild variant="ghost" size="icon">
              <a href={downloadUrl} download aria-label="Download the original">
                <Download aria-hidden />
              </a>
            </Button>
          </Tooltip>
        ) : null}
      </div>
    </div>
  );
}

interface PressProps {
  label: string;
  isPressed?: boolean;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A button with an icon, named for everybody; a toggle when it can be pressed in. */
function Press({ label, isPressed, isDisabled, onClick, children }: PressProps) {
  return (
    <Tooltip content={label}>
      <Button
        variant="ghost"
        size="icon"
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
        onClick={onClick}
        className={cn(isPressed && 'bg-accent text-foreground')}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
