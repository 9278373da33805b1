'use client';
import { FileDown, FileText, ImageOff, Music } from 'lucide-react';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { type MediaReference, mediaReferencesIn } from '@/lib/domain/media-reference';
import type { Json } from '@/lib/domain/run/run';
import { formatBytes } from '@/lib/format';
import { paths } from '@/lib/paths';

/** The pictures, sound and files that a value names, in place; nothing where it names none. */
export function MediaStrip({ value }: { value: Json }) {
  const { project } = useParams<{ project: string }>();
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const byId = new Map(mediaReferencesIn(text).map((reference) => [reference.id, reference]));
  if (byId.size === 0) return null;
  return (
    <ul aria-label="Media" className="mt-2 flex flex-wrap items-start gap-2">
      {[...byId.values()].map((reference) => (
        <li key={reference.id} className="min-w-0 max-w-full">
          <Medium reference={reference} href={paths.media(project, reference.id)} />
        </li>
      ))}
    </ul>
  );
}

function Picture({ label, href }: { label: string; href: string }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing)
    return (
      <p className="inline-flex items-center gap-1.5 rounded-md border border-border px-2 py-1 text-muted-foreground text-sm">
        <ImageOff aria-hidden className="size-4 shrink-0" /> Not shown: sealed, left out or gone ({label})
      </p>
    );
  return (
    <figure className="grid gap-1">
      <a href={href} target="_blank" rel="noreferrer" className="w-fit rounded-md border border-border bg-muted">
        {/* The bytes are somebody's: no image pipeline touches them. */}
        <img
          src={href}
          alt={`Out of the trace, ${label}`}
          loading="lazy"
          onError={() => setMissing(true)}
          className="max-h-72 max-w-full rounded-md object-contain"
        />
      </a>
      <figcaption className="text-muted-foreground text-xs">{label}</figcaption>
    </figure>
  );
}

function Medium({ reference, href }: { reference: MediaReference; href: string }) {
  const { mediaType, byteSize } = reference;
  const label = byteSize === null ? mediaType : `${mediaType}, ${formatBytes(byteSize)}`;
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(mediaType)) return <Picture label={label} href={href} />;
  if (mediaType.startsWith('audio/')) {
    return (
      <figure className="grid gap-1">
        <audio controls preload="none" src={href} aria-label={`Sound out of the trace, ${label}`} className="max-w-full">
          <track kind="captions" />
        </audio>
        <figcaption className="flex items-center gap-1 text-muted-foreground text-xs">
          <Music aria-hidden className="size-3.5" /> {label}
        </figcaption>
      </figure>
    );
  }
  const Icon = mediaType === 'application/pdf' ? FileText : FileDown;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1.5 rounded-md border border-border-strong px-2 py-1 text-link text-sm hover:underline"
    >
      <Icon aria-hidden className="size-4 shrink-0" /> {mediaType === 'application/pdf' ? 'Open the PDF' : 'Download'} ({label})
    </a>
  );
}
