// The dossier as one HTML file: no script, nothing from elsewhere, made to be printed; the data and its proofs travel inside.
import type { Dossier } from './dossier';
import { type DossierBlock, dossierBlocks } from './dossier-blocks';

export function dossierHtml(dossier: Dossier): string {
  const data = JSON.stringify(dossier);
  const body = dossierBlocks(dossier).map(blockHtml).join('\n');
  const download = `data:application/json;base64,${Buffer.from(data, 'utf8').toString('base64')}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(dossier.incident.title)} · incident dossier</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
<p class="quiet screen"><a download="dossier-${escaped(dossier.incident.incident_id)}.json" href="${download}">Save the data and proofs of this dossier as JSON</a></p>
</main>
<script type="application/json" id="dossier">${data.replaceAll('<', '\\u003c')}</script>
</body>
</html>
`;
}

function blockHtml(block: DossierBlock): string {
  switch (block.as) {
    case 'title':
      return `<header><p class="over">${escaped(block.over)}</p><h1 dir="auto">${escaped(block.text)}</h1></header>`;
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'text':
      return `<p dir="auto" class="text${block.isQuiet ? ' quiet' : ''}">${escaped(block.text)}</p>`;
    case 'pairs':
      return `<dl>${block.pairs.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd dir="auto">${escaped(value)}</dd></div>`).join('')}</dl>`;
    case 'fact':
      return `<section class="fact"><p class="when">${escaped(block.fact.at.slice(0, 19).replace('T', ' '))} UTC · <bdi>${escaped(block.fact.actor.name)}</bdi></p>
<h3>${escaped(block.fact.title)}</h3><p dir="auto">${escaped(block.fact.says)}</p>
${block.written.map(([name, text]) => `<blockquote dir="auto"><b>${escaped(name)}</b>${escaped(text)}</blockquote>`).join('')}
<p class="proof">${escaped(block.proof)}</p></section>`;
    case 'table':
      return `<table><thead><tr>${block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead>
<tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td dir="auto">${escaped(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`;
  }
}

/** Characters that change the direction of text or cannot be seen are shown by their code, so that nobody reads what is not there. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/gu, (character) => {
      return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
    });
}

const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b1d22; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
header { border-bottom: 2px solid #1b1d22; padding-bottom: 1rem; margin-bottom: 1.25rem; }
.over { margin: 0 0 .35rem; color: #5b616e; font-size: .85rem; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .6rem; font-size: 1.1rem; border-bottom: 1px solid #d9dce2; padding-bottom: .25rem; break-after: avoid; }
h3 { margin: 0; font-size: 1rem; break-after: avoid; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; }
.quiet { color: #5b616e; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 7rem 1fr; gap: 1rem; padding: .2rem 0; }
dt { color: #5b616e; }
dd { margin: 0; overflow-wrap: anywhere; }
.fact { border-left: 2px solid #d9dce2; padding: 0 0 0 1rem; margin: 0 0 1.1rem; break-inside: avoid; }
.when, .proof { color: #5b616e; font-size: .8rem; font-variant-numeric: tabular-nums; }
.proof { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .7rem; overflow-wrap: anywhere; }
blockquote { margin: .35rem 0; padding: .4rem .7rem; background: #f4f5f7; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote b { display: block; font-size: .75rem; color: #5b616e; font-weight: 500; }
table { width: 100%; border-collapse: collapse; font-size: .85rem; table-layout: fixed; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #e6e8ec; overflow-wrap: anywhere; }
th { font-weight: 600; color: #5b616e; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
a { color: #1f4fbf; }
@page { margin: 18mm 16mm; }
@media print { main { padding: 0; max-width: none; } .screen { display: none; } body { font-size: 10.5pt; } }
`;
