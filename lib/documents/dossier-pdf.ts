// The dossier as a PDF: the same blocks as the page, set in the product's own typeface, with the data and its proofs attached.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type PDFDocument from 'pdfkit';
import type { Dossier } from '@/lib/domain/incident/dossier';
import { type DossierBlock, dossierBlocks } from '@/lib/domain/incident/dossier-blocks';
import { printableText } from './printable-text';

const MARGIN = 54;
const INK = '#1b1d22';
const QUIET = '#5b616e';
const LINE = '#d9dce2';
const FONTS = join(process.cwd(), 'node_modules', 'geist', 'dist', 'fonts');

/** What was written in scripts that the typeface lacks is marked in place, named at the top, and whole in the attached data. */
export async function dossierPdf(dossier: Dossier): Promise<Uint8Array> {
  const [regular, bold, mono] = await Promise.all([
    readFile(join(FONTS, 'geist-sans', 'Geist-Regular.ttf')),
    readFile(join(FONTS, 'geist-sans', 'Geist-SemiBold.ttf')),
    readFile(join(FONTS, 'geist-mono', 'GeistMono-Regular.ttf')),
  ]);
  // Loaded when the first PDF is asked for: it is large, and few processes ever need it.
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN + 14, left: MARGIN, right: MARGIN },
    bufferPages: true,
    font: regular,
    lang: 'en',
    displayTitle: true,
    info: { Title: dossier.incident.title, Author: dossier.project, Creator: 'Countersign', CreationDate: new Date(dossier.exported_at) },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', regular).registerFont('bold', bold).registerFont('mono', mono);
  const data = Buffer.from(`${JSON.stringify(dossier, null, 1)}\n`, 'utf8');
  pdf.file(data, {
    name: `dossier-${dossier.incident.incident_id}.json`,
    type: 'application/json',
    description: 'The dossier with the proofs of its facts',
    creationDate: new Date(dossier.exported_at),
  });
  new DossierSetter(pdf).set(dossierBlocks(dossier));
  numberPages(pdf, dossier.incident.incident_id);
  pdf.end();
  return done;
}

class DossierSetter {
  private readonly width: number;
  private readonly has: (codePoint: number) => boolean;

  constructor(private readonly pdf: PDFDocument) {
    this.width = pdf.page.width - 2 * MARGIN;
    pdf.font('regular');
    const face = pdf._font.font;
    this.has = (codePoint) => codePoint === 10 || face.hasGlyphForCodePoint(codePoint);
  }

  set(blocks: readonly DossierBlock[]): void {
    const [title, ...rest] = blocks;
    if (title) this.block(title);
    this.notice(blocks);
    for (const block of rest) this.block(block);
  }

  private shown(text: string): string {
    return printableText(text, this.has).text;
  }

  private notice(blocks: readonly DossierBlock[]): void {
    const found = printableText(blocks.flatMap(textsOf).join('\n'), this.has);
    if (found.lost === 0) return;
    const sentence = `This PDF cannot show ${found.lost} characters (${found.scripts.join(', ')}). Each place is marked in brackets. The HTML dossier shows them, and the data attached to this file holds them whole.`;
    this.line(sentence, { size: 10, font: 'bold' });
    this.gap(8);
  }

  private block(block: DossierBlock): void {
    switch (block.as) {
      case 'title':
        this.line(block.over, { size: 9.5, color: QUIET });
        this.gap(3);
        this.line(block.text, { size: 20, font: 'bold' });
        this.gap(6);
        this.rule(INK, 1.2);
        this.gap(10);
        return;
      case 'heading':
        this.keep(60);
        this.gap(12);
        this.line(block.text, { size: 12.5, font: 'bold' });
        this.rule(LINE, 0.7);
        this.gap(6);
        return;
      case 'text':
        this.line(block.text, { size: 10, color: block.isQuiet ? QUIET : INK });
        this.gap(4);
        return;
      case 'pairs':
        for (const pair of block.pairs) this.columns(pair, [16, 84], [QUIET, INK]);
        this.gap(2);
        return;
      case 'fact':
        this.fact(block);
        return;
      case 'table':
        this.columns(
          block.head,
          block.widths,
          block.head.map(() => QUIET),
          8.5,
        );
        for (const row of block.rows)
          this.columns(
            row,
            block.widths,
            row.map(() => INK),
            8.5,
          );
        this.gap(4);
        return;
    }
  }

  private fact({ fact, written, proof }: Extract<DossierBlock, { as: 'fact' }>): void {
    this.keep(70);
    this.line(`${fact.at.slice(0, 19).replace('T', ' ')} UTC · ${fact.actor.name}`, { size: 8.5, color: QUIET });
    this.line(fact.title, { size: 10.5, font: 'bold' });
    this.line(fact.says, { size: 10 });
    for (const [name, text] of written) {
      this.gap(2);
      this.line(name, { size: 8.5, color: QUIET, indent: 12 });
      this.line(text, { size: 10, indent: 12 });
    }
    this.gap(1);
    this.line(proof, { size: 6.8, color: QUIET, font: 'mono' });
    this.gap(9);
  }

  private line(
    text: string,
    { size, font = 'regular', color = INK, indent = 0 }: { size: number; font?: string; color?: string; indent?: number },
  ): void {
    const { pdf } = this;
    pdf.font(font).fontSize(size).fillColor(color);
    pdf.text(this.shown(text), MARGIN + indent, pdf.y, { width: this.width - indent, lineGap: size * 0.28 });
  }

  /** Cells side by side, wrapped; a row that does not fit goes to the next page as a whole. */
  private columns(cells: readonly string[], shares: readonly number[], colors: readonly string[], size = 10): void {
    const { pdf } = this;
    const space = 8;
    const widths = shares.map((share) => (this.width * share) / 100 - space);
    pdf.font('regular').fontSize(size);
    const texts = cells.map((cell, at) => breakable(this.shown(cell), widths[at] ?? 60, size));
    const height = Math.max(...texts.map((text, at) => pdf.heightOfString(text || ' ', { width: widths[at] ?? 60, lineGap: size * 0.2 })));
    this.keep(height + 4);
    const top = pdf.y;
    let x = MARGIN;
    for (const [at, text] of texts.entries()) {
      pdf.fillColor(colors[at] ?? INK).text(text, x, top, { width: widths[at] ?? 60, lineGap: size * 0.2 });
      x += (widths[at] ?? 0) + space;
    }
    pdf.x = MARGIN;
    pdf.y = top + height + 3;
  }

  private keep(height: number): void {
    const { page } = this.pdf;
    if (this.pdf.y + height > page.height - page.margins.bottom) this.pdf.addPage();
  }

  private gap(points: number): void {
    this.pdf.y += points;
  }

  private rule(color: string, width: number): void {
    const { pdf } = this;
    pdf
      .lineWidth(width)
      .strokeColor(color)
      .moveTo(MARGIN, pdf.y)
      .lineTo(MARGIN + this.width, pdf.y)
      .stroke();
  }
}

/** Ids without a blank are allowed to break where the column ends. */
function breakable(text: string, width: number, size: number): string {
  const fits = Math.max(8, Math.floor(width / (size * 0.56)));
  return text.replace(new RegExp(`\\S{${fits}}(?=\\S)`, 'gu'), '$&\u00ad');
}

function textsOf(block: DossierBlock): string[] {
  switch (block.as) {
    case 'title':
      return [block.over, block.text];
    case 'heading':
    case 'text':
      return [block.text];
    case 'pairs':
      return block.pairs.flat();
    case 'fact':
      return [block.fact.title, block.fact.says, block.fact.actor.name, ...block.written.flat()];
    case 'table':
      return block.rows.flat();
  }
}

function numberPages(pdf: PDFDocument, incidentId: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin, where text would otherwise open a new page.
    pdf.page.margins.bottom = 0;
    pdf.font('regular').fontSize(8).fillColor(QUIET);
    pdf.text(`Incident ${incidentId}`, MARGIN, pdf.page.height - 40, { width: 300 });
    pdf.text(`${page - start + 1} of ${count}`, MARGIN, pdf.page.height - 40, { width: pdf.page.width - 2 * MARGIN, align: 'right' });
  }
}
