// Finds images in markdown and HTML so that they can be named instead of fetched: a model's answer must not make a browser call out.

export interface TextOrImage {
  start: number;
  text: string;
  image: { alt: string; target: string } | null;
}

/** ![alt](target "title") and <img … src=…>; reference-style images have no address in the text and stay text. */
const IMAGE = /!\[([^\]\n]{0,500})\]\(\s*<?([^\s)>]{1,4000})>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)|<img\b[^<>]{0,4000}>/giu;

/** The text in pieces that join back to it. */
export function withImages(text: string): TextOrImage[] {
  const pieces: TextOrImage[] = [];
  let done = 0;
  for (const match of text.matchAll(IMAGE)) {
    if (match.index > done) pieces.push({ start: done, text: text.slice(done, match.index), image: null });
    pieces.push({
      start: match.index,
      text: match[0],
      image: match[2] === undefined ? htmlImage(match[0]) : { alt: match[1] ?? '', target: match[2] },
    });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ start: done, text: text.slice(done), image: null });
  return pieces;
}

/** Where an image would have been fetched from, in few words. */
export function imageHost(target: string): string {
  if (/^data:/i.test(target)) return 'inside the text';
  try {
    const { host, protocol } = new URL(target);
    return host || protocol;
  } catch {
    return 'a relative address';
  }
}

function htmlImage(tag: string): { alt: string; target: string } {
  const attribute = (name: string) => new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  const [src, alt] = [attribute('src'), attribute('alt')];
  return { target: src?.[1] ?? src?.[2] ?? src?.[3] ?? '', alt: alt?.[1] ?? alt?.[2] ?? alt?.[3] ?? '' };
}
