// A popover with a search and a list: whom to view a pane as, and where to go.
import { avatar, find, findAll, icon, make, openPopover, setText } from './dom.js';

const dialog = find('#picker');
const words = find('#picker-words');
const list = find('#picker-list');
let groups = [];
let chosen = 0;
let choose = null;
let none = '';

/** Open it with groups of rows: {name, rows: [{id, name, kind, mark, also, note, tag, current}]}. */
export function openPicker({ title, hint, nobody, rows, use, left, top }) {
  groups = rows;
  choose = use;
  none = nobody;
  setText(find('#picker-title'), title);
  words.value = '';
  words.placeholder = hint;
  words.setAttribute('aria-label', hint);
  openPopover(dialog, left, top);
  const shown = groups.flatMap((group) => group.rows);
  chosen = Math.max(0, shown.findIndex((row) => row.current));
  draw();
  words.focus();
}

const fits = (row, group) => [row.name, row.also || '', row.tag || '', row.note || '', group.name].join(' ').toLowerCase().includes(words.value.trim().toLowerCase());

function draw() {
  const shown = groups.map((group) => ({ ...group, rows: group.rows.filter((row) => fits(row, group)) })).filter((group) => group.rows.length);
  let number = 0;
  const drawRows = (rows) => rows.map((row) => drawRow(row, number++));
  list.replaceChildren(...shown.map((group) => make('div', { role: 'group', 'aria-label': group.name },
    make('h3', { role: 'presentation' }, group.name), drawRows(group.rows))));
  if (!number) list.append(make('p', { className: 'none', role: 'status' }, none));
  chosen = Math.min(chosen, Math.max(0, number - 1));
  mark();
}

function drawRow(row, number) {
  const picture = row.mark ? make('span', { className: 'ic' }, icon(row.mark)) : avatar(row, 's');
  const note = row.note ? make('span', { className: 'k' }, row.current ? icon('tick') : null, row.note) : null;
  const tag = row.tag && !note ? make('span', { className: 'tag' }, row.tag) : null;
  const option = make('div', { id: `pick-${number}`, role: 'option', className: 'pick-row' }, picture, make('b', {}, row.name), ' ', note, tag);
  option.addEventListener('click', () => use(row));
  option.row = row;
  return option;
}

function mark() {
  const options = findAll('[role="option"]', list);
  options.forEach((option, index) => option.setAttribute('aria-selected', String(index === chosen)));
  if (options.length) words.setAttribute('aria-activedescendant', `pick-${chosen}`);
  else words.removeAttribute('aria-activedescendant');
  options[chosen]?.scrollIntoView({ block: 'nearest' });
}

function use(row) {
  dialog.close();
  choose(row);
}

words.addEventListener('input', () => { chosen = 0; draw(); });
words.addEventListener('keydown', (event) => {
  const options = findAll('[role="option"]', list);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    chosen = (chosen + step + options.length) % options.length;
    mark();
  } else if (event.key === 'Enter' && !event.isComposing) {
    event.preventDefault();
    if (options[chosen]) use(options[chosen].row);
  }
});
