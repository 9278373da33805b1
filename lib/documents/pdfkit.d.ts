// The part of pdfkit that the dossier uses; the package brings no types of its own.
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  interface TextOptions {
    width?: number;
    align?: 'left' | 'right' | 'center';
    lineGap?: number;
    continued?: boolean;
    features?: string[];
  }
  interface Glyphs {
    hasGlyphForCodePoint(codePoint: number): boolean;
  }
  export default class PDFDocument extends Readable {
    constructor(options: {
      size?: string;
      margins?: { top: number; bottom: number; left: number; right: number };
      bufferPages?: boolean;
      font?: Uint8Array | string;
      lang?: string;
      displayTitle?: boolean;
      info?: { Title?: string; Author?: string; Creator?: string; CreationDate?: Date };
    });
    x: number;
    y: number;
    readonly page: { width: number; height: number; margins: { top: number; bottom: number; left: number; right: number } };
    /** The font in force, with its fontkit face. */
    readonly _font: { font: Glyphs };
    registerFont(name: string, source: Uint8Array): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(width: number): this;
    text(text: string, x?: number | TextOptions, y?: number, options?: TextOptions): this;
    heightOfString(text: string, options?: TextOptions): number;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    addPage(): this;
    bufferedPageRange(): { start: number; count: number };
    switchToPage(page: number): this;
    file(content: Uint8Array, options: { name: string; type?: string; description?: string; creationDate?: Date }): this;
    end(): void;
  }
}
