// The text of an image, as far as the sender knows it: lines or words with their boxes in pixels, for example from OCR.
import { z } from 'zod';
import type { Box, PageText, PlacedWord } from '@/lib/domain/text-layer';
import { invalid } from '@/lib/errors';
import { storableText } from '@/lib/domain/storable-json';
import type { ImageSize } from './image-size';

const coordinate = z.number().finite();
/** `box` is [x0, y0, x1, y1], or four corners [x1, y1, … x4, y4] as OCR engines write them. */
export const imageBoxesSchema = z
  .array(
    z.object({
      text: z.string().max(10_000),
      box: z.union([z.tuple([coordinate, coordinate, coordinate, coordinate]), z.array(coordinate).length(8)]),
    }),
  )
  .max(200_000);
export type ImageBoxes = z.infer<typeof imageBoxesSchema>;

/** One page in pixels. Boxes that follow each other on one line of the picture are one line of text. */
export function imagePage(size: ImageSize, boxes: ImageBoxes): PageText {
  let text = '';
  const words: PlacedWord[] = [];
  let before: Box | null = null;
  boxes.forEach((entry, index) => {
    const shown = storableText(entry.text.replace(/\s+/g, ' ').trim());
    if (shown === '') return;
    const box = boundingBox(entry.box, size, index);
    if (before) text += isOneLine(before, box) ? '\t' : '\n';
    words.push({ start: text.length, end: text.length + shown.length, box });
    text += shown;
    before = box;
  });
  return { page: 1, width: size.width, height: size.height, rotation: 0, text, words };
}

function boundingBox(corners: readonly number[], size: ImageSize, index: number): Box {
  const xs = corners.filter((_, at) => at % 2 === 0);
  const ys = corners.filter((_, at) => at % 2 === 1);
  const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  if (box[2] < 0 || box[3] < 0 || box[0] > size.width || box[1] > size.height) {
    throw invalid(
      `Box ${index + 1} stands outside of the picture, which is ${size.width} × ${size.height} pixels. Give boxes in its own pixels, from the top left.`,
      [{ path: `/metadata/boxes/${index}/box`, detail: 'outside of the picture' }],
    );
  }
  return [Math.max(0, box[0]), Math.max(0, box[1]), Math.min(size.width, box[2]), Math.min(size.height, box[3])];
}

/** To the right of the one before, and more than half as high on the same height. */
function isOneLine(before: Box, box: Box): boolean {
  const shared = Math.min(before[3], box[3]) - Math.max(before[1], box[1]);
  return box[0] >= before[0] && box[0] >= before[2] - (box[3] - box[1]) && shared > 0.5 * Math.min(before[3] - before[1], box[3] - box[1]);
}
