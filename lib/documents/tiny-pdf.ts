// Writes small PDF files for tests: exact objects in, valid cross-reference table out. Not for production documents.

export interface TinyPage {
  content: string;
  mediaBox?: [number, number, number, number];
  rotate?: number;
}

/** A PDF whose pages are drawn by the given content streams; font /F1 is Helvetica, /F2 a font dictionary of the caller's. */
export function tinyPdf(
  pages: TinyPage[],
  options: { font2?: string; catalog?: string; objects?: string[]; count?: number } = {},
): Uint8Array {
  const extra = options.objects ?? [];
  const firstPage = 4 + extra.length;
  const kids = pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${options.count ?? pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...extra,
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [${(page.mediaBox ?? [0, 0, 200, 100]).join(' ')}] /Rotate ${page.rotate ?? 0} /Contents ${firstPage + index * 2 + 1} 0 R
         /Resources << /Font << /F1 3 0 R ${options.font2 ? `/F2 ${options.font2}` : ''} >> >> >>`,
      `<< /Length ${page.content.length} >>\nstream\n${page.content}\nendstream`,
    ]),
  ];
  return assemble(objects);
}

/** Object n of the list is numbered n + 1; the first is the catalogue. */
export function assemble(objects: string[]): Uint8Array {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
