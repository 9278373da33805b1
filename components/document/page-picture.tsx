'use client';
import { useState } from 'react';
import type { DocumentSource } from './document-source';
import { contentUrl } from './document-source';

/** A scan at exactly the size of its boxes: pixels as stored, whatever the file says about turning itself. */
export function PagePicture({ source }: { source: DocumentSource }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) {
    return (
      <p role="alert" className="absolute inset-x-0 top-1/3 px-6 text-center text-[#5b5f69] text-sm">
        This picture could not be shown. Its text is still there: find works, and so do the marks.
      </p>
    );
  }
  return (
    <img
      src={contentUrl(source)}
      alt={`Scan: ${source.title}`}
      draggable={false}
      onError={() => setBroken(true)}
      className="absolute inset-0 size-full [image-orientation:none]"
    />
  );
}
