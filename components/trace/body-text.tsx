'use client';
import { ImageOff } from 'lucide-react';
import { LongText } from '@/components/evidence/long-text';
import { imageHost, withImages } from './markdown-images';

interface BodyTextProps {
  text: string;
  /** UTF-16 units shown at first. */
  limit?: number;
}

/** Text of a message: as it is, images named by where they would come from and never fetched. */
export function BodyText({ text, limit = 4000 }: BodyTextProps) {
  const pieces = withImages(text);
  if (pieces.length === 0) return <span className="text-muted-foreground">(empty)</span>;
  return (
    <div className="break-words text-sm">
      {pieces.map((piece) =>
        piece.image === null ? (
          <LongText key={piece.start} text={piece.text} limit={limit} />
        ) : (
          <span
            key={piece.start}
            title={piece.image.target}
            className="mx-0.5 inline-flex max-w-full items-center gap-1 rounded-sm border border-border-strong bg-muted px-1.5 align-middle text-muted-foreground text-xs"
          >
            <ImageOff aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">
              Image{piece.image.alt ? ` “${piece.image.alt}”` : ''} from {imageHost(piece.image.target)}, not loaded
            </span>
          </span>
        ),
      )}
    </div>
  );
}
