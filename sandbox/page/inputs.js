// The controls that hold a value: drawn from Block Kit, read back as Slack's state.values.
import { findAll, hidden, make, post } from './dom.js';
import { activePane, state } from './state.js';

const TYPED = { plain_text_input: 'text', email_text_input: 'email', url_text_input: 'url', number_input: 'text', datepicker: 'date', timepicker: 'time' };
const ONE = { static_select: 'selected_option', radio_buttons: 'selected_option', overflow: '', users_select: 'selected_user' };
const MANY = { checkboxes: 'selected_options', multi_static_select: 'selected_options', multi_users_select: 'selected_users' };
const FILES = 'file_input';
const DATED = { datepicker: 'selected_date', timepicker: 'selected_time' };

export const isControl = (part) => part.type in TYPED || part.type in ONE || part.type in MANY || part.type === FILES;
const wholeOption = (key) => key === 'selected_option' || key === 'selected_options';

/** Draw a control with the value given, or its initial one. `press(option)` is called when it changes. */
export function drawControl(part, context) {
  if (!isControl(part)) return make('p', { className: 'problem' }, `The page cannot draw a ${part.type}.`);
  if (part.type in TYPED) return drawTyped(part, context);
  if (part.type === FILES) return drawFiles(part, context);
  if (part.type in MANY || part.type === 'radio_buttons') return drawOptions(part, context);
  return drawMenu(part, context);
}

function drawTyped(part, { id, given, press }) {
  const key = DATED[part.type] || 'value';
  const initial = part[key === 'value' ? 'initial_value' : key.replace('selected', 'initial')];
  const value = String((given ? given[key] : initial) ?? '');
  const properties = { id: id || '', className: 'in', placeholder: part.placeholder?.text || '', autocomplete: 'off' };
  const box = part.multiline ? make('textarea', { ...properties, rows: 2, value }) : make('input', { ...properties, type: TYPED[part.type], value });
  if (part.type === 'number_input') box.inputMode = 'decimal';
  if (part.multiline && !CSS.supports('field-sizing', 'content')) box.addEventListener('input', () => { box.style.height = 'auto'; box.style.height = `${box.scrollHeight + 2}px`; });
  if (press && key !== 'value') box.addEventListener('change', () => press('', readControl(part, box)));
  if (press && key === 'value') tellWords(part, box, press);
  return box;
}

/** A field for files: what is chosen is handed to the sandbox at once, and the field holds what it is known by. */
function drawFiles(part, { id, given }) {
  const box = make('input', { id: id || '', className: 'in', type: 'file', multiple: (part.max_files || 10) > 1 });
  if (part.filetypes) box.accept = part.filetypes.map((kind) => `.${kind}`).join(',');
  box.files_ = (given && given.files) || [];
  box.addEventListener('change', async (event) => {
    if (event.detail === 'held') return;
    event.stopPropagation();
    box.files_ = await Promise.all([...box.files].map(upload));
    box.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: 'held' }));
  });
  return box;
}

async function upload(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  return post('/sandbox/upload', { person: activePane().person, name: file.name, content });
}

/** Tell the app of words when Enter is pressed, or with every character, as its own wish says. */
function tellWords(part, box, press) {
  const when = part.dispatch_action_config?.trigger_actions_on || ['on_enter_pressed'];
  const tell = () => press('', readControl(part, box));
  if (when.includes('on_character_entered')) box.addEventListener('input', tell);
  if (when.includes('on_enter_pressed')) box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    tell();
  });
}

function listOptions(part) {
  if (part.type.includes('users')) return state.world.people.map((one) => ({ text: { text: one.name }, value: one.id }));
  return part.options || (part.option_groups || []).flatMap((group) => group.options);
}

const valueOf = (option) => (typeof option === 'string' ? option : option?.value);

function chosenOf(part, given) {
  const key = ONE[part.type] || MANY[part.type] || '';
  const found = given ? given[key] : part[key.replace('selected', 'initial')];
  return (Array.isArray(found) ? found : [found]).map(valueOf).filter(Boolean);
}

function drawMenu(part, { id, given, press, optional, label }) {
  const [present] = chosenOf(part, given);
  const drawOne = (one) => make('option', { value: one.value, selected: one.value === present }, one.text.text);
  const groups = (part.option_groups || []).map((group) => make('optgroup', { label: group.label.text }, group.options.map(drawOne)));
  const menu = make('select', { id: id || '', className: id ? 'in' : 'pick' });
  const first = label || part.placeholder?.text || 'Choose';
  menu.append(make('option', { value: '', disabled: !optional, selected: !present, hidden: !optional }, first), ...(groups.length ? groups : listOptions(part).map(drawOne)));
  menu.options_ = listOptions(part);
  let before = menu.value;
  menu.addEventListener('change', async () => {
    if (press && !(await press(menu.value)) && !id) menu.value = before;
    before = menu.value;
    if (part.type === 'overflow') menu.value = '';
  });
  return menu;
}

let groups = 0;

function drawOptions(part, { given, press }) {
  const one = part.type === 'radio_buttons';
  const chosen = chosenOf(part, given);
  const name = `options-${++groups}`;
  const options = listOptions(part);
  const rows = options.map((option, index) => {
    const box = make('input', { type: one ? 'radio' : 'checkbox', name, id: `${name}-${index}`, checked: chosen.includes(option.value) });
    box.setAttribute('value', option.value);
    const about = option.description ? make('small', {}, option.description.text) : null;
    return make('div', { className: 'opt' }, box, make('label', { htmlFor: box.id }, option.text.text, about ? hidden('. ') : null, about));
  });
  const list = make('div', { className: `opts ${part.type.startsWith('multi_') ? 'boxed' : ''}`, role: one ? 'radiogroup' : 'group' }, rows);
  list.options_ = options;
  const most = part.max_selected_items || Infinity;
  const limit = () => {
    const full = findAll(':checked', list).length >= most;
    findAll('input', list).forEach((box) => { box.disabled = !one && full && !box.checked; });
  };
  list.addEventListener('change', (event) => { limit(); if (press) press(one ? event.target.getAttribute('value') : '', one ? null : readControl(part, list)); });
  limit();
  return list;
}

/** Give an option as the app wrote it, without what the server added for the page. */
function bare(part) {
  if (Array.isArray(part)) return part.map(bare);
  if (!part || typeof part !== 'object') return part;
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== 'spans').map(([name, value]) => [name, bare(value)]));
}

/** Read a control as one entry of Slack's state.values. */
export function readControl(part, control) {
  const { type } = part;
  if (type === FILES) return { type, files: control.files_ };
  if (type in DATED) return { type, [DATED[type]]: control.value || null };
  if (type in TYPED) return { type, value: control.value || null };
  const whole = (value, key) => (wholeOption(key) ? bare(control.options_.find((one) => one.value === value)) : value);
  if (type in MANY) return { type, [MANY[type]]: findAll(':checked', control).map((box) => whole(box.getAttribute('value'), MANY[type])) };
  const value = type === 'radio_buttons' ? findAll(':checked', control)[0]?.getAttribute('value') : control.value;
  return { type, [ONE[type]]: value ? whole(value, ONE[type]) : null };
}

/** Read all fields in a part of the page as Slack's state.values. */
export function readValues(root) {
  const values = {};
  for (const { field } of findAll('.holds', root)) (values[field.block_id] ||= {})[field.action_id] = field.read();
  return values;
}
