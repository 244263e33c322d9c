// Draws Block Kit: which block is drawn by whom, and the controls in them.
import { dayInWords, hidden, make } from './dom.js';
import { confirmFirst } from './confirm.js';
import { drawChart } from './charts.js';
import { drawControl, isControl, readControl } from './inputs.js';
import { drawAlert, drawCard, drawCarousel, drawContainer } from './layout.js';
import { drawTable } from './table.js';
import { drawMarkdown, drawPicture, drawText } from './text.js';

/** Draw all blocks. `use(control, option)` is called for a press or a choice; `values` is what is chosen. */
export function drawBlocks(blocks, values, use, inModal = false) {
  return blocks.map((block) => drawBlock(block, { values: values || {}, use, inModal }));
}

function drawBlock(block, context) {
  const control = (part) => drawElement(part, block, context);
  const inside = (one) => drawBlock(one, context);
  switch (block.type) {
    case 'header': return make('h3', { className: 'block header' }, drawText(block.text));
    case 'divider': return make('hr', { className: 'block' });
    case 'image': return make('div', { className: 'block' }, block.title ? drawText(block.title) : null, drawPicture(block));
    case 'context': return make('p', { className: 'block context' }, block.elements.map(control));
    case 'actions': return make('div', { className: 'block acts' }, block.elements.map(control));
    case 'section': return drawSection(block, control);
    case 'input': return drawInput(block, context);
    case 'data_table': return drawTable(block);
    case 'data_visualization': return drawChart(block);
    case 'card': return drawCard(block, control);
    case 'carousel': return drawCarousel(block, inside);
    case 'container': return drawContainer(block, inside);
    case 'alert': return drawAlert(block);
    case 'markdown': return drawMarkdown(block);
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
  const control = drawControl(part, { id, given: context.values[block.block_id]?.[part.action_id], optional: block.optional, press });
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
  const control = drawControl(part, { given: context.values[block.block_id]?.[part.action_id], press, label });
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
