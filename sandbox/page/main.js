// The page: who looks, where they are, and what has changed.
import { find, findAll, get, make, phone, post, preparePopovers, setText, wide } from './dom.js';
import { drawClock, openClock, readClock, startClock } from './clock.js';
import { startFaults } from './faults.js';
import { drawInspector, inspectorOpen, startInspector, toggleInspector } from './inspector.js';
import { startKeys } from './keys.js';
import { drawModals, startModals } from './modals.js';
import { Pane } from './pane.js';
import { drawSide, drawTabs } from './sidebar.js';
import { activePane, firstName, personOf, placeOf, shownPanes, state, titleOf, viewOf } from './state.js';

const app = state.app = {
  refresh, writeAddress, activate, focusPane, openClock, inspectorOpen,
  showChats() { state.chats = true; draw(); find('.side button')?.focus(); },
  goTo(place) { leaveChats(); return activePane().go(place).then(() => { if (phone.matches) activePane().part('.ttl').focus(); }); },
  toggleInspector: () => toggleInspector(() => activePane().focus()).then(() => drawTabs(app)),
};

function leaveChats() {
  state.chats = false;
  if (phone.matches && inspectorOpen()) app.toggleInspector();
}

/** Read who and where from the address: #person=amina&place=general&person2=daniel&place2=bot */
function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const { people } = state.world;
  const named = (name) => people.find((one) => name && [firstName(one), one.id].includes(name));
  const first = named(given.get('person')) || people[0];
  const second = named(given.get('person2')) || people.find((one) => one.organisation !== first.organisation) || people[0];
  [first, second].forEach((person, index) => {
    const place = given.get(index ? 'place2' : 'place') || 'bot';
    Object.assign(state.panes[index], { person: person.id, place, thread: given.get(index ? 'thread2' : 'thread') || '', goesToEnd: true });
  });
  state.count = given.get('panes') === '1' ? 1 : 2;
}

function writeAddress() {
  const words = state.panes.map((pane, index) => {
    const end = index ? '2' : '';
    const thread = pane.thread ? `&thread${end}=${pane.thread}` : '';
    return `person${end}=${firstName(personOf(pane.person))}&place${end}=${encodeURIComponent(pane.place)}${thread}`;
  });
  history.replaceState(null, '', `#${state.count === 2 ? words.join('&') : `${words[0]}&panes=1`}`);
}

/** Make a pane the active one: the list of conversations and the keys follow it. */
function activate(index) {
  if (state.active === index) return;
  state.active = index;
  draw();
}

/** Show a pane and put the focus in it. */
async function focusPane(index, focus = true) {
  if (wide.matches && index === 1 && state.count === 1) setCount(2);
  leaveChats();
  state.active = index;
  activePane().goesToEnd = true;
  await refresh();
  if (focus) activePane().focus();
}

function setCount(count) {
  state.count = count;
  if (count === 1 && wide.matches) state.active = 0;
  state.panes.forEach((pane) => { pane.goesToEnd = true; });
  writeAddress();
  draw();
}

let asked = 0;
let shown = 0;

/** Ask what everybody in the panes sees now, and draw it. */
async function refresh() {
  const turn = ++asked;
  const people = [...new Set(state.panes.map((pane) => pane.person))];
  const views = await Promise.all(people.map((person) => get(`/sandbox/view?person=${person}`)));
  await readClock(views[0].clock);
  if (turn < shown) return;
  shown = turn;
  people.forEach((person, index) => { state.views[person] = views[index]; });
  [state.latest] = views;
  state.stopped = false;
  draw();
  if (!document.hidden) await Promise.all(shownPanes().filter(() => !(phone.matches && state.chats)).map((pane) => pane.markRead()));
}

function draw() {
  if (!state.panes.every(viewOf)) return;
  const panes = shownPanes();
  find('#main').dataset.panes = panes.length;
  for (const pane of state.panes) {
    pane.root.hidden = !panes.includes(pane);
    pane.draw();
  }
  findAll('[data-panes]', find('.seg')).forEach((button) => button.setAttribute('aria-pressed', String(Number(button.dataset.panes) === state.count)));
  drawStatus();
  drawClock();
  drawSide(app);
  drawTabs(app);
  drawModals();
  const pane = activePane();
  document.title = `${titleOf(placeOf(pane), pane.person)}, seen by ${viewOf(pane).person.name}: Sandbox`;
}

function drawStatus() {
  const { connected, notices = [], unmodelled = [] } = state.latest;
  state.met ||= connected;
  const words = state.stopped ? 'The sandbox has stopped' : connected ? 'The bot is connected' : state.met ? 'The bot is lost' : 'The bot is not connected yet';
  find('#status').className = connected && !state.stopped ? 'on' : state.met || state.stopped ? 'lost' : '';
  setText(find('#status-words'), words);
  const lost = state.stopped ? ['The sandbox has stopped. When it runs again, this page goes on by itself.']
    : state.met && !connected ? ['The bot is lost: nobody gets an answer until it connects again.'] : [];
  const lines = [...lost, ...notices, ...new Set(unmodelled)];
  const banner = find('#banner');
  if (banner.dataset.lines === JSON.stringify(lines)) return;
  banner.dataset.lines = JSON.stringify(lines);
  banner.hidden = !lines.length;
  banner.replaceChildren(...lines.map((line) => make('p', {}, line)));
}

/** Follow the changes for as long as the page is open. */
async function follow() {
  for (;;) {
    try {
      await get(`/sandbox/changes?since=${state.latest.version}`);
      const was = state.latest.connected;
      await refresh();
      if (!was && state.latest.connected) await Promise.all(shownPanes().map((pane) => pane.openTab()));
      await drawInspector();
    } catch (error) {
      if (!error.stopped) console.error(error); // a fault of this page, not of the sandbox
      state.stopped = true;
      drawStatus();
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

async function start() {
  state.world = await get('/sandbox/world');
  setText(find('#workspace'), state.world.workspace);
  state.panes = [new Pane(0, app), new Pane(1, app)];
  readAddress();
  preparePopovers();
  startClock();
  startInspector(app.toggleInspector);
  startFaults();
  startKeys(app);
  startModals();
  findAll('.seg button').forEach((button) => button.addEventListener('click', () => setCount(Number(button.dataset.panes))));
  find('.skip').addEventListener('click', (event) => { event.preventDefault(); leaveChats(); draw(); activePane().part('.log').focus(); });
  addEventListener('hashchange', () => { readAddress(); refresh(); });
  for (const size of [wide, phone]) size.addEventListener('change', draw);
  await Promise.all(state.panes.map((pane) => post('/sandbox/reload', { person: pane.person }).catch(() => {}))); // a deactivated person has no window
  await refresh();
  writeAddress();
  await Promise.all(shownPanes().map((pane) => pane.openTab()));
  if (!phone.matches && activePane().place !== 'home') activePane().focus();
  follow();
}

start();
