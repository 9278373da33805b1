// An HTML page as the text that it says. Nothing is rendered or fetched: scripts, styles and markup are dropped, blocks become lines.
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { storableText } from '@/lib/domain/storable-json';

type Node = DefaultTreeAdapterTypes.Node;
type Step = Node | { close: 'block' | 'cell' };

const DROPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'head',
  'canvas',
  'audio',
  'video',
]);
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'dd',
  'details',
  'dialog',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'nav',
  'ol',
  'option',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tr',
  'ul',
]);
const CELLS = new Set(['td', 'th']);

/** One line a block, cells of a row separated by tabs. Walks with its own stack: nesting costs no call depth. */
export function htmlText(source: string): string {
  const lines: string[] = [];
  let line = '';
  const endLine = () => {
    const finished = line.replace(/[ \u00a0]+$/gm, '').replace(/\t+$/, '');
    if (finished.trim() !== '') lines.push(finished);
    line = '';
  };
  const stack: Step[] = [parse(source)];
  let next = stack.pop();
  while (next) {
    if ('close' in next) {
      if (next.close === 'block') endLine();
      else line = `${line.trimEnd()}\t`;
    } else if (next.nodeName === '#text') {
      const { value } = next as DefaultTreeAdapterTypes.TextNode;
      if (isPreformatted(next))
        value.split(/\r?\n/).forEach((part, index) => {
          if (index > 0) endLine();
          line += part.replaceAll('\t', ' ');
        });
      else line = append(line, value);
    } else if (next.nodeName === 'br') {
      endLine();
    } else if (!DROPPED.has(next.nodeName) && 'childNodes' in next) {
      if (BLOCKS.has(next.nodeName)) endLine();
      if (BLOCKS.has(next.nodeName)) stack.push({ close: 'block' });
      else if (CELLS.has(next.nodeName)) stack.push({ close: 'cell' });
      for (let index = next.childNodes.length - 1; index >= 0; index -= 1) stack.push(next.childNodes[index] as Node);
    }
    next = stack.pop();
  }
  endLine();
  return storableText(lines.join('\n'));
}

/** White space collapses across elements, as a browser does it. */
function append(line: string, value: string): string {
  const collapsed = value.replace(/[ \t\r\n\f]+/g, ' ');
  return collapsed.startsWith(' ') && (line === '' || /\s$/.test(line)) ? line + collapsed.slice(1) : line + collapsed;
}

function isPreformatted(node: Node): boolean {
  const parent = 'parentNode' in node ? node.parentNode : null;
  return (
    parent?.nodeName === 'pre' ||
    parent?.nodeName === 'textarea' ||
    (parent?.nodeName === 'code' && 'parentNode' in parent && parent.parentNode?.nodeName === 'pre')
  );
}
