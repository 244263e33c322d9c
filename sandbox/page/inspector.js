// The inspector: what went over the wire between bot and workspace, with its verdict in words.
import { find, findAll, get, icon, keep, make, setCurrent, setText } from './dom.js';

const region = find('#inspector');
const list = find('#records');
let records = [];
let chosen = 0;
let cleared = 0;

export const inspectorOpen = () => !region.hidden;
const isBad = (verdict) => /refused|not |too late|given up|error|fail/i.test(verdict);
const capital = (words) => words && words[0].toUpperCase() + words.slice(1);

/** Ask for the records and show them, newest at the end. */
export async function drawInspector() {
  if (region.hidden) return;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  records = (await get('/sandbox/wire')).filter((one) => one.number > cleared).slice(-200);
  const wrong = records.filter((one) => isBad(one.verdict)).length;
  setText(find('#wire-count'), `${records.length} ${records.length === 1 ? 'message' : 'messages'}, ${wrong} went wrong`);
  keep(list, records.map((one) => ({ key: String(one.number), data: one.number, draw: () => drawRecord(one) })));
  if (!records.length) list.append(make('li', { className: 'none', 'data-part': 'none' }, 'Nothing has gone over the wire since then.'));
  if (atEnd) list.scrollTop = list.scrollHeight;
  choose(records.some((one) => one.number === chosen) ? chosen : records.at(-1)?.number || 0);
}

function drawRecord(one) {
  const bad = isBad(one.verdict);
  const at = new Date(one.at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' }).replaceAll(':', '.');
  const verdict = make('span', { className: `v ${bad ? 'no' : ''}` }, icon(bad ? 'x' : 'tick'), make('span', {}, capital(one.verdict)));
  return make('li', {}, make('button', { type: 'button', 'data-key': 'record', onclick: () => choose(one.number) },
    make('span', { className: 't num' }, at), make('span', { className: 'd' }, one.direction), make('span', { className: 'm' }, one.kind), verdict));
}

function choose(number) {
  chosen = number;
  findAll('button', list).forEach((button) => setCurrent(button, button.parentElement.dataset.part === String(number), 'true'));
  const record = records.find((one) => one.number === number);
  setText(find('#payload'), record ? JSON.stringify(record.payload, null, 2) : '');
}

/** Open or shut it; the focus goes in, and back to what opened it. */
export async function toggleInspector(back) {
  region.hidden = !region.hidden;
  find('#inspect').setAttribute('aria-expanded', String(!region.hidden));
  if (region.hidden) return back();
  await drawInspector();
  list.scrollTop = list.scrollHeight;
  (find('[aria-current]', list) || find('#wire-close')).focus();
}

/** Set up its keys and buttons. */
export function startInspector(toggle) {
  find('#inspect').addEventListener('click', toggle);
  find('#wire-close').addEventListener('click', toggle);
  find('#wire-clear').addEventListener('click', () => { cleared = records.at(-1)?.number || cleared; drawInspector(); });
  region.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = findAll('button', list);
    const place = buttons.indexOf(document.activeElement);
    if (event.key === 'Escape') toggle();
    if (!step || place < 0) return;
    event.preventDefault();
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, place + step))];
    next.focus();
    next.click();
  });
}
