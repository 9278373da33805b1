// A document as anchoring reads it, made of a text or a text layer.
import { indexLayer, type RunSource } from '@/lib/domain/anchor/anchor-source';
import type { TextLayer } from '@/lib/domain/text-layer';

export function documentOf(documentId: string, content: string | TextLayer): RunSource {
  const layer: TextLayer =
    typeof content === 'string'
      ? { layout: 'text@1', pages: [{ page: 1, width: 0, height: 0, rotation: 0, text: content, words: null }] }
      : content;
  return {
    kind: 'document',
    documentId,
    version: 1,
    sha256: '',
    passageOrdinal: null,
    page: null,
    title: documentId,
    authority: null,
    effectiveFrom: null,
    index: indexLayer(layer),
    given: null,
    pointerRange: null,
  };
}
