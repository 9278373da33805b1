// Streams files into a zip archive, one at a time, so that an archive never has to fit into memory.
import 'server-only';
import { Zip, ZipDeflate } from 'fflate';
import { log } from '@/lib/log';

export interface ZipFile {
  name: string;
  /** All at once, or in pieces for what may be large. */
  content: Uint8Array | AsyncGenerator<Uint8Array>;
}

/** A failure while reading files ends the stream with that error, so the archive is visibly cut and never silently short. */
export function zipStream(files: AsyncGenerator<ZipFile>): ReadableStream<Uint8Array> {
  let zip: Zip;
  const work = addFiles(files, () => zip);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, isLast) => {
        if (error) controller.error(error);
        else if (chunk.length > 0) controller.enqueue(chunk);
        if (isLast && !error) controller.close();
      });
    },
    async pull(controller) {
      // A step may yield no byte yet (the deflater waits for more); pull must enqueue or it is not called again.
      const before = controller.desiredSize ?? 0;
      try {
        while ((controller.desiredSize ?? 0) >= before && !(await work.next()).done);
      } catch (error) {
        // The response has begun, so nobody but the reader of a cut archive would notice.
        log.error({ err: error }, 'an export ended early');
        throw error;
      }
    },
    async cancel() {
      zip.terminate();
      await work.return(undefined);
    },
  });
}

/** One step a piece, so that the reader's pace is the writer's. */
async function* addFiles(files: AsyncGenerator<ZipFile>, zip: () => Zip): AsyncGenerator<void, void> {
  for await (const { name, content } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    zip().add(entry);
    if (content instanceof Uint8Array) {
      entry.push(content, true);
    } else {
      for await (const piece of content) {
        entry.push(piece);
        yield;
      }
      entry.push(new Uint8Array(), true);
    }
    yield;
  }
  zip().end();
}
