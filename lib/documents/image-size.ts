// Width and height of a PNG or JPEG out of its header. The picture itself is never decoded on the server.
import { UnreadableDocument } from './unreadable-document';

export interface ImageSize {
  width: number;
  height: number;
}

/** PNG: the IHDR chunk always comes first (RFC 2083, 4.1.1). */
export function pngSize(bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24 || view.getUint32(12) !== 0x49484452) throw damaged('PNG');
  return checked({ width: view.getUint32(16), height: view.getUint32(20) }, 'PNG');
}

/** JPEG: the first start-of-frame segment (ITU-T T.81, B.2.2). Pixels as stored: an orientation note in the file is not applied. */
export function jpegSize(bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (view.getUint8(at) !== 0xff) throw damaged('JPEG');
    const marker = view.getUint8(at + 1);
    const isPadding = marker === 0xff;
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (isPadding) at += 1;
    else if (isAlone) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return checked({ width: view.getUint16(at + 7), height: view.getUint16(at + 5) }, 'JPEG');
    } else at += 2 + view.getUint16(at + 2);
  }
  throw damaged('JPEG');
}

function checked(size: ImageSize, kind: string): ImageSize {
  if (size.width < 1 || size.height < 1 || size.width > 65_535 || size.height > 65_535) throw damaged(kind);
  return size;
}

function damaged(kind: string): UnreadableDocument {
  return new UnreadableDocument(`It is not a complete ${kind} picture. Save it again from the program that made it and send that.`);
}
