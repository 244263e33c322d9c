// Draws Block Kit. Every text comes with spans that the server has read, so nothing is parsed here.
import { make } from './dom.js';
import { confirmFirst } from './confirm.js';

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

const drawText = (text) => drawSpans(text.spans);
const drawPicture = (part) => make('p', { className: 'picture block' }, `Picture: ${part.alt_text}`);

/** Draw all blocks. `use(control, option)` is called for a press or a choice. */
export function drawBlocks(blocks, chosen, use) {
  return blocks.map((block) => drawBlock(block, chosen[block.block_id] || {}, use));
}

function drawBlock(block, chosen, use) {
  const control = (part) => drawElement(part, block, chosen, use);
  switch (block.type) {
    case 'header': return make('h3', { className: 'block header' }, drawText(block.text));
    case 'divider': return make('hr', { className: 'block' });
    case 'image': return make('div', { className: 'block' }, block.title ? drawText(block.title) : null, drawPicture(block));
    case 'context': return make('p', { className: 'block context' }, block.elements.map(control));
    case 'actions': return make('div', { className: 'block acts' }, block.elements.map(control));
    case 'section': return drawSection(block, control);
    default: return make('p', { className: 'block problem' }, `The page cannot draw a ${block.type} block.`);
  }
}

function drawSection(block, control) {
  const fields = block.fields ? make('div', { className: 'fields' }, block.fields.map(drawText)) : null;
  const body = make('div', { className: 'body' }, block.text ? drawText(block.text) : null, fields);
  return make('div', { className: 'block section' }, body, block.accessory ? control(block.accessory) : null);
}

function drawElement(part, block, chosen, use) {
  const key = `${block.block_id}/${part.action_id}`;
  const press = async (option) => {
    if (await confirmFirst(part.confirm)) use({ block_id: block.block_id, action_id: part.action_id }, option);
    else return false;
    return true;
  };
  switch (part.type) {
    case 'mrkdwn':
    case 'plain_text': return drawText(part);
    case 'image': return drawPicture(part);
    case 'button': return drawButton(part, key, press);
    default: return drawMenu(part, key, chosen[part.action_id], press);
  }
}

function drawButton(part, key, press) {
  const look = { primary: 'pri', danger: 'dng' }[part.style] || '';
  const properties = { className: `btn ${look}`, 'data-key': key };
  if (part.accessibility_label) properties['aria-label'] = part.accessibility_label;
  if (!part.url) return make('button', { ...properties, type: 'button', onclick: () => press('') }, drawText(part.text));
  return make('a', { ...properties, href: part.url, target: '_blank', rel: 'noopener noreferrer', onclick: () => { press(''); } }, drawText(part.text));
}

function drawMenu(part, key, chosen, press) {
  const present = chosen?.selected_option || part.initial_option;
  const label = part.type === 'overflow' ? 'More actions' : part.placeholder?.text || 'Choose';
  const options = part.options.map((one) => make('option', { value: one.value, selected: one.value === present?.value }, one.text.text));
  const menu = make('select', { className: 'pick', 'data-key': key, 'aria-label': label });
  menu.append(make('option', { value: '', disabled: true, selected: !present, hidden: true }, label), ...options);
  const before = menu.value;
  menu.onchange = async () => { if (!(await press(menu.value))) menu.value = before; };
  return menu;
}
