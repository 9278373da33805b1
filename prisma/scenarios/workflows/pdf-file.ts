// Writes the PDFs of the sample workflows: text, headings and tables on A4 pages. The same content gives the same bytes, so a
// second start finds the documents that are there.
import { PDFDocument, type PDFFont, type PDFPage, StandardFonts, rgb } from 'pdf-lib';

export type Block =
  | { kind: 'heading' | 'text' | 'small'; text: string }
  | { kind: 'rule' }
  | { kind: 'gap'; points: number }
  /** `at` are the left edges of the columns in points; the last `right` columns are set to the right. */
  | { kind: 'row'; cells: string[]; at: number[]; isBold?: boolean; right?: number };

interface PdfContent {
  title: string;
  author: string;
  /** Printed at the foot of each page, with its number. */
  footer: string;
  pages: Block[][];
  writtenAt: string;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP] = [595, 842, 64, 531, 770];
const SIZES = { heading: 14, text: 10.5, small: 8.5 } as const;

export async function pdfFile({ title, author, footer, pages, writtenAt }: PdfContent): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const regular = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  pages.forEach((blocks, index) => {
    const page = pdf.addPage([WIDTH, HEIGHT]);
    let y = TOP;
    for (const block of blocks) y = draw(page, block, y, regular, bold);
    page.drawText(`${footer}   |   Page ${index + 1} of ${pages.length}`, {
      x: LEFT,
      y: 40,
      size: 8,
      font: regular,
      color: rgb(0.4, 0.4, 0.45),
    });
  });
  pdf.setTitle(title);
  pdf.setAuthor(author);
  pdf.setProducer('Countersign samples');
  pdf.setCreator('Countersign samples');
  pdf.setCreationDate(new Date(writtenAt));
  pdf.setModificationDate(new Date(writtenAt));
  return pdf.save({ useObjectStreams: false });
}

/** Answers where the next block starts. */
function draw(page: PDFPage, block: Block, y: number, regular: PDFFont, bold: PDFFont): number {
  if (block.kind === 'gap') return y - block.points;
  if (block.kind === 'rule') {
    page.drawLine({ start: { x: LEFT, y }, end: { x: RIGHT, y }, thickness: 0.6, color: rgb(0.7, 0.7, 0.74) });
    return y - 14;
  }
  if (block.kind === 'row') return drawRow(page, block, y, block.isBold ? bold : regular);
  const font = block.kind === 'heading' ? bold : regular;
  const size = SIZES[block.kind];
  const lines = wrap(block.text, font, size, RIGHT - LEFT);
  for (const [index, line] of lines.entries()) page.drawText(line, { x: LEFT, y: y - index * size * 1.45, size, font });
  return y - lines.length * size * 1.45 - (block.kind === 'heading' ? 6 : 7);
}

function drawRow(page: PDFPage, { cells, at, right = 0 }: Extract<Block, { kind: 'row' }>, y: number, font: PDFFont): number {
  const size = 10;
  let height = 1;
  cells.forEach((cell, column) => {
    const left = at[column] ?? LEFT;
    const isRight = column >= cells.length - right;
    const edge = at[column + 1] ?? RIGHT;
    const lines = isRight ? [cell] : wrap(cell, font, size, edge - left - 8);
    height = Math.max(height, lines.length);
    for (const [index, line] of lines.entries()) {
      page.drawText(line, { x: isRight ? edge - 8 - font.widthOfTextAtSize(line, size) : left, y: y - index * 13, size, font });
    }
  });
  return y - height * 13 - 5;
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}
