// Draws tables: people sort them by a column, look for words in them, and turn their pages.
import { find, make } from './dom.js';
import { makeScroller } from './layout.js';

/** Draw rows, of which the first is the header; the cells of one column name their rows. */
export function drawRows(caption, rows, column, isNumber = () => true) {
  const [head, ...body] = rows;
  const place = (words, index, row) => {
    if (index === column) return make('th', { scope: 'row' }, words);
    return make('td', { className: isNumber(row, index) ? 'num' : '' }, words);
  };
  const lines = body.map((cells, row) => make('tr', {}, cells.map((words, index) => place(words, index, row + 1))));
  const heads = head.map((words, index) => make('th', { scope: 'col', className: index !== column && isNumber(1, index) ? 'num' : '' }, words));
  return make('table', {}, make('caption', {}, caption), make('thead', {}, make('tr', {}, heads)), make('tbody', {}, lines));
}

/** Draw a table that people can sort; a long one has pages, and a field to look for words in it. */
export function drawTable(block) {
  const isNumber = (row, index) => block.rows[row][index].type === 'raw_number';
  const table = drawRows(block.caption, block.table, block.row_header_column_index ?? 0, isNumber);
  const rows = [...find('tbody', table).children];
  const pager = makePager(rows, block.page_size || 5, block.block_id);
  const cells = new Map(rows.map((row, index) => [row, block.rows[index + 1]]));
  const heads = [...find('thead tr', table).children];
  heads.forEach((head, index) => makeSortable(head, `${block.block_id} sort ${index}`, (down) => {
    for (const other of heads) if (other !== head) other.removeAttribute('aria-sort');
    const by = (one, other) => compare(cells.get(one)[index], cells.get(other)[index]);
    pager.arrange(down ? (one, other) => by(other, one) : by);
  }));
  const content = make('div', { className: 'block' }, makeScroller(block.caption, 'table', table));
  if (pager.isNeeded) {
    content.prepend(makeFinder(block, pager.keep));
    content.append(pager.element);
  }
  return content;
}

/** Numbers by their size, words by the alphabet; numbers come first. */
function compare(one, other) {
  if ('value' in one && 'value' in other) return one.value - other.value;
  if ('value' in one || 'value' in other) return 'value' in one ? -1 : 1;
  return one.text.localeCompare(other.text, 'en-GB', { numeric: true });
}

function makeSortable(head, key, sort) {
  const button = make('button', { type: 'button', className: 'sort', 'data-key': key }, ...head.childNodes);
  button.onclick = () => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    sort(down);
  };
  head.append(button);
}

function makeFinder({ block_id: key, caption }, keep) {
  return make('input', { type: 'search', className: 'in finder', 'data-key': `${key} find`, 'aria-label': `Find in ${caption}`, placeholder: 'Find in this table', oninput: (event) => keep(event.target.value) });
}

/** Show a page of the rows that hold what is looked for, in the order in which they are arranged. */
function makePager(rows, size, key) {
  const body = rows[0].parentElement;
  let first = 0, order = rows, wanted = '';
  const status = make('span', { role: 'status' });
  const turn = (step, words) => make('button', { type: 'button', className: 'btn', 'data-key': `${key} ${step}`, onclick: () => show(first + step * size) }, words);
  const buttons = [turn(-1, 'Previous rows'), turn(1, 'Next rows')];
  const show = (start) => {
    const found = order.filter((row) => row.textContent.toLowerCase().includes(wanted));
    if (start >= 0 && (start < found.length || start === 0)) first = start;
    const page = found.slice(first, first + size);
    for (const row of rows) row.hidden = !page.includes(row);
    body.append(...order);
    status.textContent = found.length ? `Rows ${first + 1} to ${first + page.length} of ${found.length}` : 'No row has these words';
    buttons[0].setAttribute('aria-disabled', String(first === 0));
    buttons[1].setAttribute('aria-disabled', String(first + size >= found.length));
  };
  show(0);
  return {
    isNeeded: rows.length > size,
    element: make('div', { className: 'acts pager' }, status, buttons),
    arrange: (by) => { order = [...rows].sort(by); show(0); },
    keep: (words) => { wanted = words.trim().toLowerCase(); show(0); },
  };
}
