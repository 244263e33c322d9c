// Draws Block Kit. Every text comes with spans that the server has read, so nothing is parsed here.
import { dayInWords, hidden, make } from './dom.js';
import { confirmFirst } from './confirm.js';
import { drawControl, isControl, readControl } from './inputs.js';

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
function drawPicture(part) {
  const address = part.url || part.image_url || part.slack_file?.url || '';
  const local = address.startsWith('/') || address.startsWith(location.origin);
  if (local) return make('img', { className: 'shown', src: address, alt: part.alt_text || '' });
  return make('span', { className: 'picture' }, `Picture: ${part.alt_text}`);
}

/** Draw all blocks. `use(control, option)` is called for a press or a choice; `values` is what is chosen. */
export function drawBlocks(blocks, values, use, inModal = false) {
  return blocks.map((block) => drawBlock(block, { values: values?.[block.block_id] || {}, use, inModal }));
}

function drawBlock(block, context) {
  const control = (part) => drawElement(part, block, context);
  switch (block.type) {
    case 'header': return make('h3', { className: 'block header' }, drawText(block.text));
    case 'divider': return make('hr', { className: 'block' });
    case 'image': return make('div', { className: 'block' }, block.title ? drawText(block.title) : null, drawPicture(block));
    case 'context': return make('p', { className: 'block context' }, block.elements.map(control));
    case 'actions': return make('div', { className: 'block acts' }, block.elements.map(control));
    case 'section': return drawSection(block, control);
    case 'input': return drawInput(block, context);
    default: return make('p', { className: 'block problem' }, `The page cannot draw a ${block.type} block.`);
  }
}

function drawSection(block, control) {
  const fields = block.fields ? make('div', { className: 'fields' }, block.fields.map(drawText)) : null;
  const body = make('div', { className: 'txt' }, block.text ? drawText(block.text) : null, fields);
  return make('div', { className: `block section ${block.accessory ? 'with' : ''}` }, body, block.accessory ? control(block.accessory) : null);
}

let fields = 0;

/** Draw a field of a form: its label, what helps, where a problem is said, and the control. */
function drawInput(block, context) {
  const part = block.element;
  const id = `field-${++fields}`;
  const single = !['checkboxes', 'radio_buttons'].includes(part.type) && !part.type.startsWith('multi_');
  const optional = block.optional ? make('span', {}, ' (optional)') : null;
  const label = make(single ? 'label' : 'span', { className: 'label', id: `${id}-label` }, drawText(block.label), optional);
  if (single) label.htmlFor = id;
  const zone = part.timezone ? make('span', { className: 'hint' }, part.timezone) : null;
  const problem = make('p', { className: 'problem', id: `${id}-problem`, hidden: true });
  const hint = block.hint ? make('p', { className: 'hint', id: `${id}-hint` }, drawText(block.hint)) : null;
  const press = block.dispatch_action ? (option, state) => context.use({ block_id: block.block_id, action_id: part.action_id, ...(state ? { state } : {}) }, option) : null;
  const control = drawControl(part, { id, given: context.values[part.action_id], optional: block.optional, press });
  control.setAttribute('aria-describedby', `${id}-problem${hint ? ` ${id}-hint` : ''}`);
  if (!single) control.setAttribute('aria-labelledby', `${id}-label`);
  if (single && !block.optional) control.required = true;
  const inWords = part.type === 'datepicker' ? make('span', { className: 'hint' }) : null;
  const say = () => { inWords.textContent = control.value ? dayInWords(control.value) : ''; };
  if (inWords) { control.addEventListener('input', say); say(); }
  return make('div', { className: 'block field', 'data-block': block.block_id },
    make('div', { className: 'labels' }, label, zone, inWords, hint), problem, holdField(control, block, part));
}

/** Mark a control as one whose value is sent. */
function holdField(control, block, part) {
  control.dataset.key = `${block.block_id}/${part.action_id}`;
  control.field = { block_id: block.block_id, action_id: part.action_id, read: () => readControl(part, control) };
  control.classList.add('holds');
  return control;
}

function drawElement(part, block, context) {
  const key = `${block.block_id}/${part.action_id}`;
  const press = async (option, state) => {
    if (!(await confirmFirst(part.confirm))) return false;
    context.use({ block_id: block.block_id, action_id: part.action_id, ...(state ? { state } : {}) }, option);
    return true;
  };
  if (part.type === 'mrkdwn' || part.type === 'plain_text') return drawText(part);
  if (part.type === 'image') return drawPicture(part);
  if (part.type === 'button') return drawButton(part, key, press);
  if (!isControl(part)) return make('span', { className: 'problem' }, `The page cannot draw a ${part.type}.`);
  const label = part.type === 'overflow' ? 'More actions' : part.placeholder?.text || 'Choose';
  const control = drawControl(part, { given: context.values[part.action_id], press, label });
  control.setAttribute('aria-label', label);
  return part.type === 'overflow' ? control : holdField(control, block, part);
}

function drawButton(part, key, press) {
  const look = { primary: 'pri', danger: 'dng' }[part.style] || '';
  const properties = { className: `btn ${look}`, 'data-key': key };
  if (part.accessibility_label) properties['aria-label'] = part.accessibility_label;
  if (!part.url) return make('button', { ...properties, type: 'button', onclick: () => press('') }, drawText(part.text));
  return make('a', { ...properties, href: part.url, target: '_blank', rel: 'noopener noreferrer', onclick: () => { press(''); } }, drawText(part.text), hidden(' (a new tab)'));
}
