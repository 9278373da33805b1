// A JSON text that goes out piece by piece, as a file for whoever opens the address: large ones never stand in memory twice.

const PIECE = 256 * 1024;

/** Characters of the name that would need escaping in a header are replaced. */
export function jsonDownload(text: string, fileName: string): Response {
  const encoder = new TextEncoder();
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= text.length) return controller.close();
      let end = Math.min(text.length, at + PIECE);
      // A pair of surrogates stays together.
      if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] as string)) end += 1;
      controller.enqueue(encoder.encode(text.slice(at, end)));
      at = end;
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      // Packing 50 MB on the way costs more time than sending it, and all of it on the thread that answers everybody.
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
    },
  });
}
