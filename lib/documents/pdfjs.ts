// pdf.js for Node: version 6 uses newer built-ins than Node 20 has, so they are put in before it is loaded.
import 'core-js/actual';
export { AnnotationMode, getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
