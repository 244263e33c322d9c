// Modals: the top one of a person's stack. What is typed is kept until the app has taken it.
import { find, findAll, keep, post, setText } from './dom.js';
import { drawBlocks } from './blocks.js';
import { readValues } from './inputs.js';
import { ask } from './confirm.js';
import { state, activePane, personOf, shownPanes, viewOf } from './state.js';

const dialog = find('#modal');
const form = find('form', dialog);
const body = find('.body', dialog);
const submit = find('.submit', dialog);
const trouble = find('.trouble', dialog);
const drafts = new Map();
let present = null;
let saving = '';

const wordsOf = (text, otherwise) => text?.text || otherwise;
const fields = () => findAll('.holds', body);

/** Show the top modal of the active pane's person, or of the other pane's when only they have one. */
export function drawModals() {
  const panes = [activePane(), ...shownPanes()];
  const pane = panes.find((one) => viewOf(one)?.modals?.length);
  if (!pane) return shut();
  const stack = viewOf(pane).modals;
  const view = stack.at(-1);
  const isNew = present?.view.id !== view.id || present.pane.person !== pane.person;
  for (const id of drafts.keys()) if (present && drafts.get(id).person === pane.person && !stack.some((one) => one.id === id)) drafts.delete(id);
  present = { pane, view, stack };
  dialog.dataset.depth = stack.length;
  setText(find('#modal-title'), wordsOf(view.title, 'Modal'));
  find('.back', dialog).hidden = stack.length < 2;
  const two = shownPanes().length > 1;
  setText(find('.whose', dialog), two ? `For ${personOf(pane.person).name}` : '');
  setText(find('.cancel', dialog), wordsOf(view.close, view.submit ? 'Cancel' : 'Close'));
  submit.hidden = !view.submit;
  if (!saving) setText(submit, wordsOf(view.submit, 'Submit'));
  keep(body, [{ key: view.id, data: view.blocks, draw: () => drawBody(view) }]);
  showProblems(view.problems || {});
  if (!saving) showTrouble(view.trouble || '');
  if (!dialog.open) dialog.showModal();
  if (isNew) focusFirst();
}

function drawBody(view) {
  const typed = drafts.get(view.id)?.values || {};
  const values = { ...(view.state?.values || {}), ...(view.values || {}) };
  for (const [block, actions] of Object.entries(typed)) values[block] = { ...values[block], ...actions };
  const content = document.createElement('div');
  content.append(...drawBlocks(view.blocks, values, press, true));
  return content;
}

function focusFirst() {
  body.scrollTop = 0;
  const first = fields()[0];
  const target = first?.matches('input, select, textarea') ? first : first && find('input:checked, input', first);
  (target || find('#modal-title')).focus();
}

function shut() {
  if (present) drafts.delete(present.view.id);
  present = null;
  if (!dialog.open) return;
  dialog.close();
  const { element, pane, part, key } = state.lastControl || {};
  const again = part && key && find(`[data-part="${CSS.escape(part)}"] [data-key="${CSS.escape(key)}"]`, pane.root);
  if (element?.isConnected && !element.disabled && element !== document.body) element.focus();
  else if (again) again.focus();
  else activePane().focus();
}

/** Keep what is typed, so that no redraw, refusal or stop of the sandbox loses it. */
function remember() {
  drafts.set(present.view.id, { person: present.pane.person, values: readValues(body) });
}

const fieldOf = (block) => find(`.field[data-block="${CSS.escape(block)}"]`, body);

function showProblems(problems) {
  for (const field of findAll('.field', body)) {
    const sentence = problems[field.dataset.block] || '';
    const line = find('.problem', field);
    setText(line, sentence);
    line.hidden = !sentence;
    field.classList.toggle('bad', Boolean(sentence));
    const control = find('.holds', field);
    if (control.matches('input, select, textarea, [role="radiogroup"]')) control.setAttribute('aria-invalid', String(Boolean(sentence)));
  }
}

function showTrouble(sentence) {
  setText(trouble, sentence);
  trouble.hidden = !sentence;
}

function focusProblem(problems) {
  const field = findAll('.field', body).find((one) => problems[one.dataset.block]);
  const target = field && find('input, select, textarea', field);
  target?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

async function save() {
  const { view, pane } = present;
  if (saving) return;
  remember();
  saving = view.id;
  submit.disabled = true;
  submit.style.minWidth = `${submit.offsetWidth}px`;
  setText(submit, 'Saving');
  form.setAttribute('aria-busy', 'true');
  showTrouble('');
  let result = {};
  try {
    result = await post('/sandbox/submit', { person: pane.person, view_id: view.id, values: readValues(body) });
  } catch (error) {
    result = { result: 'trouble', sentence: error.message };
  }
  saving = '';
  submit.disabled = false;
  form.removeAttribute('aria-busy');
  setText(submit, wordsOf(view.submit, 'Submit'));
  if (result.result === 'closed' || result.result === 'cleared') drafts.delete(view.id);
  await state.app.refresh().catch(() => {});
  if (present?.view.id !== view.id) return;
  const problems = { ...(present.view.problems || {}), ...(result.problems || {}) };
  if (result.result === 'problems') {
    present.view.problems = problems;
    showProblems(problems);
    focusProblem(problems);
  }
  if (result.result === 'trouble') {
    showTrouble(result.sentence || 'The app did not answer. What you typed is still here.');
    submit.focus();
  }
}

async function press(control, option) {
  const { view, pane } = present;
  remember();
  showTrouble('');
  try {
    await post('/sandbox/press', { person: pane.person, place: 'modal', view_id: view.id, ...control, option, values: readValues(body) });
  } catch (error) {
    showTrouble(error.message);
  }
}

/** Close the top modal, or all of them; typed text is thrown away only when the person says so. */
async function close(all = false) {
  const { view, pane } = present;
  const typed = drafts.has(view.id) && fields().some(({ field }) => field.read().value || field.read().selected_options?.length);
  if (typed && !(await ask({ title: 'Close without saving?', text: 'What you typed here will be lost.', yes: 'Close', no: 'Keep writing', danger: true }))) return;
  try {
    await post('/sandbox/close', { person: pane.person, view_id: view.id, everything: all });
    drafts.delete(view.id);
    await state.app.refresh();
  } catch (error) {
    showTrouble(error.message);
  }
}

/** Set up the buttons and keys of the modal. */
export function startModals() {
  form.addEventListener('submit', (event) => { event.preventDefault(); save(); });
  for (const kind of ['input', 'change']) form.addEventListener(kind, remember);
  form.addEventListener('change', () => post('/sandbox/type', { person: present.pane.person, view_id: present.view.id, values: readValues(body) }).catch(() => {}));
  find('.cancel', dialog).addEventListener('click', () => close());
  find('.back', dialog).addEventListener('click', () => close());
  find('.shut', dialog).addEventListener('click', () => close(true));
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.target.tagName === 'OPTION') return;
    event.preventDefault();
    close();
  });
}
