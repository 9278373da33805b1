// Draws PDF pages to bitmaps, one after the other, what is seen first; the last ones are kept.
import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist';

interface Request {
  key: string;
  pdf: PDFDocumentProxy;
  page: number;
  /** Device pixels for a point. */
  scale: number;
  isThumbnail: boolean;
  waiters: Set<Waiter>;
  task: RenderTask | null;
  isGivenUp: boolean;
}
interface Waiter {
  resolve: (bitmap: HTMLCanvasElement) => void;
  reject: (error: unknown) => void;
}

/** Pages larger than this are drawn coarser: browsers refuse huge canvases. */
const MAX_PIXELS = 16_000_000;
const MAX_KEPT_PIXELS = 48_000_000;

const kept = new Map<string, HTMLCanvasElement>();
const queue: Request[] = [];
let running: Request | null = null;

export interface BitmapRequest {
  pdf: PDFDocumentProxy;
  /** One version of one document. */
  file: string;
  page: number;
  scale: number;
  isThumbnail?: boolean;
}

const keyOf = ({ file, page, scale }: BitmapRequest) => `${file}#${page}*${scale.toFixed(3)}`;

export function knownBitmap(request: BitmapRequest): HTMLCanvasElement | null {
  return kept.get(keyOf(request)) ?? null;
}

/** The drawn page. `cancel` gives up: what nobody waits for any more is not drawn, or stopped while it is. */
export function drawPage(request: BitmapRequest): { bitmap: Promise<HTMLCanvasElement>; cancel: () => void } {
  const key = keyOf(request);
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return { bitmap: Promise.resolve(known), cancel: () => undefined };
  }
  let entry = running?.key === key && !running.isGivenUp ? running : queue.find((waiting) => waiting.key === key);
  if (!entry) {
    entry = {
      key,
      pdf: request.pdf,
      page: request.page,
      scale: request.scale,
      isThumbnail: request.isThumbnail ?? false,
      waiters: new Set(),
      task: null,
      isGivenUp: false,
    };
    queue.push(entry);
  }
  const shared = entry;
  let waiter: Waiter | null = null;
  const bitmap = new Promise<HTMLCanvasElement>((resolve, reject) => {
    waiter = { resolve, reject };
    shared.waiters.add(waiter);
  });
  void drawNext();
  return { bitmap, cancel: () => waiter && leave(shared, waiter) };
}

function leave(request: Request, waiter: Waiter): void {
  request.waiters.delete(waiter);
  if (request.waiters.size > 0) return;
  const at = queue.indexOf(request);
  if (at >= 0) queue.splice(at, 1);
  request.isGivenUp = true;
  request.task?.cancel();
}

async function drawNext(): Promise<void> {
  if (running) return;
  const at = Math.max(
    0,
    queue.findIndex((request) => !request.isThumbnail),
  );
  const [next] = queue.splice(at, 1);
  if (!next) return;
  running = next;
  try {
    const bitmap = await draw(next);
    keep(next.key, bitmap);
    for (const waiter of next.waiters) waiter.resolve(bitmap);
  } catch (error) {
    for (const waiter of next.waiters) waiter.reject(error);
  } finally {
    running = null;
    void drawNext();
  }
}

async function draw(request: Request): Promise<HTMLCanvasElement> {
  const page = await request.pdf.getPage(request.page);
  const whole = page.getViewport({ scale: request.scale });
  const share = Math.min(1, Math.sqrt(MAX_PIXELS / (whole.width * whole.height)));
  const viewport = share < 1 ? page.getViewport({ scale: request.scale * share }) : whole;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  if (request.isGivenUp) throw new Error('Nobody waits for this page any more.');
  request.task = page.render({ canvas, viewport, annotationMode: 1 });
  await request.task.promise;
  return canvas;
}

function keep(key: string, bitmap: HTMLCanvasElement): void {
  kept.set(key, bitmap);
  let pixels = [...kept.values()].reduce((sum, canvas) => sum + canvas.width * canvas.height, 0);
  for (const [oldest, canvas] of kept) {
    if (pixels <= MAX_KEPT_PIXELS || oldest === key) return;
    pixels -= canvas.width * canvas.height;
    kept.delete(oldest);
  }
}
