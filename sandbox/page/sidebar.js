// The list of conversations, which follows the active pane, and the bottom bar of the phone.
import { avatar, find, findAll, hidden, icon, keep, make, setCurrent, setText } from './dom.js';
import { listPlaces } from './pane.js';
import { openPicker } from './picker.js';
import { activePane, bothReachable, personOf, state, viewOf } from './state.js';

/** Draw the conversations of whoever the active pane is viewed as. */
export function drawSide(app) {
  const pane = activePane();
  setText(find('#seen-by'), `Seen by ${viewOf(pane).person.name}`);
  const groups = listPlaces(pane);
  keep(find('#lists'), groups.map((group) => ({ key: group.name, data: 'group', draw: () => drawGroup(group.name) })));
  for (const group of groups) {
    const list = find(`[data-part="${group.name}"] ul`);
    keep(list, group.rows.map((row) => ({ key: row.id, data: row, draw: () => drawRow(row, app) })));
  }
}

function drawGroup(name) {
  const id = `group-${name.toLowerCase().replace(/\W/g, '-')}`;
  return make('div', { className: 'group' }, make('h3', { id }, name), make('ul', { 'aria-labelledby': id, tabIndex: -1 }));
}

function drawRow(row, app) {
  const mark = row.mark ? make('span', { className: 'ic' }, icon(row.mark)) : avatar(row, 'xs');
  const channel = row.mark === 'hash' || row.mark === 'lock';
  const words = row.unread && channel ? hidden(` ${row.unread} unread`) : null;
  const pill = row.unread && !channel ? make('span', { className: 'pill' }, String(row.unread), hidden(' unread')) : null;
  const note = row.note && !pill ? make('span', { className: 'note' }, row.note) : null;
  const button = make('button', { type: 'button', className: row.unread ? 'unread' : '', 'data-key': 'go', onclick: () => app.goTo(row.id) },
    mark, make('span', { className: 'nm', title: row.name }, row.name, words), pill, note);
  setCurrent(button, row.current);
  return make('li', {}, button);
}

/** Draw the bottom bar: conversations, the two people, the clock and the inspector. */
export function drawTabs(app) {
  const unread = viewOf(activePane()).places.reduce((sum, place) => sum + (place.kind === 'channel' ? 0 : place.unread), 0);
  const current = app.inspectorOpen() ? 'wire' : state.chats ? 'chats' : `pane${state.active}`;
  const panes = state.panes.map((pane) => ({ name: `pane${pane.index}`, words: personOf(pane.person).name.split(' ')[0], picture: () => avatar(personOf(pane.person), 's'), act: () => app.focusPane(pane.index, false) }));
  const rows = [
    { name: 'chats', words: 'Chats', picture: () => icon('chat'), act: app.showChats, unread },
    ...(bothReachable() ? panes : panes.slice(0, 1)),
    { name: 'clock', words: 'Clock', picture: () => icon('clock'), act: app.openClock },
    { name: 'wire', words: 'Inspector', picture: () => icon('wire'), act: app.toggleInspector },
  ];
  keep(find('#tabbar'), rows.map((row) => ({ key: row.name, data: [row.words, row.unread], draw: () => drawTab(row) })));
  findAll('#tabbar button').forEach((button) => setCurrent(button, button.dataset.part === current, 'true'));
  find('#app').dataset.phone = state.chats ? 'chats' : `pane${state.active + 1}`;
}

function drawTab(row) {
  const pill = row.unread ? make('span', { className: 'pill' }, String(row.unread), hidden(' unread')) : null;
  return make('button', { type: 'button', onclick: row.act }, row.picture(), make('span', { className: 'word' }, row.words), pill);
}

/** Find a conversation by typing. */
export function findConversation(app) {
  const pane = activePane();
  const words = { title: 'Find a conversation', hint: 'A channel, a person or an app', nobody: 'No conversation is called that.' };
  const describe = (row) => ({ ...row, note: row.current ? 'Here' : '', tag: row.unread ? `${row.unread} unread` : '' });
  const rows = listPlaces(pane).map((group) => ({ ...group, rows: group.rows.map(describe) }));
  openPicker({ ...words, rows, use: (row) => app.goTo(row.id), left: Math.max(20, innerWidth / 2 - 220), top: 96 });
}
