// Draws words and pictures. Every text comes with spans that the server has read, so nothing is parsed here.
import { make } from './dom.js';

/** Draw spans of text. */
export function drawSpans(spans) {
  return make('span', { className: 'words' }, spans.map(drawSpan));
}

function drawSpan(span) {
  let node = document.createTextNode(span.text || '');
  const wrap = (tag, properties) => { node = make(tag, properties, node); };
  if (span.code) wrap('code');
  if (span.strike) wrap('s');
  if (span.italic) wrap('em');
  if (span.bold) wrap('strong');
  if (span.mention) wrap('span', { className: 'mention' });
  if (/^(https?|mailto):/.test(span.link || '')) wrap('a', { href: span.link, target: '_blank', rel: 'noopener noreferrer' });
  return node;
}

export const drawText = (text) => drawSpans(text.spans || [text]);

/** Show a picture that this machine holds; any other is described, since nothing is fetched from outside. */
export function drawPicture(part) {
  const address = part.url || part.image_url || part.slack_file?.url || '';
  const local = address.startsWith('/') || address.startsWith(location.origin);
  if (local) return make('img', { className: 'shown', src: address, alt: part.alt_text || '' });
  return make('span', { className: 'picture' }, `Picture: ${part.alt_text}`);
}

const KINDS = { bullet: ['ul', 'li'], number: ['ol', 'li'], quote: ['blockquote', 'p'], code: ['pre', 'div'] };

/** Draw Markdown: lines of one kind that follow each other are one list, quotation or piece of code. */
export function drawMarkdown(block) {
  const parts = [];
  for (const { kind, spans } of block.lines) {
    const [outer, inner] = KINDS[kind] || ['', kind === 'heading' ? 'h3' : 'p'];
    const line = make(inner, kind === 'heading' ? { className: 'header' } : {}, drawSpans(spans));
    const last = parts.at(-1);
    if (outer && last?.kind === kind) last.append(line);
    else parts.push(Object.assign(outer ? make(outer, {}, line) : line, { kind }));
  }
  return make('div', { className: 'block markdown' }, parts);
}
