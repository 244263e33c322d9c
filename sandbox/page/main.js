// The page: who looks, where they are, and what has changed.
import { find, get, make, post, setCurrent } from './dom.js';
import { aim, complain, startComposer, startReplying, stopReplying, suggest } from './composer.js';
import { drawHome, drawLog } from './messages.js';

const state = { world: null, view: null, person: '', place: 'bot', connected: false };
const firstName = (person) => person.name.split(' ')[0].toLowerCase();
const inApp = () => state.place === 'home' || state.place === 'bot';
const nameOf = (place) => (place.kind === 'bot' ? 'bot' : place.name);
const deactivated = () => state.view.person.flags.includes('deactivated');

const acts = {
  press: (press) => post('/sandbox/press', { person: state.person, place: state.place, ...press }),
  reply: startReplying,
};

/** Read who and where from the address: #person=amina&place=general */
function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const named = state.world.people.find((one) => [firstName(one), one.id].includes(given.get('person')));
  state.person = (named || state.world.people[0]).id;
  state.place = given.get('place') || 'bot';
}

function writeAddress() {
  const person = state.world.people.find((one) => one.id === state.person);
  history.replaceState(null, '', `#person=${firstName(person)}&place=${state.place}`);
}

/** Go to a conversation or to Home, as the present person. */
async function go(place) {
  state.place = place;
  writeAddress();
  stopReplying();
  complain('');
  await refresh();
  find('#log').scrollTop = find('#log').scrollHeight;
  await openTab();
}

/** Tell the app that its tab was opened, as Slack does. */
async function openTab() {
  if (!inApp() || deactivated() || !state.view.connected) return;
  await post('/sandbox/open', { person: state.person, tab: state.place === 'home' ? 'home' : 'messages' });
}

async function refresh() {
  state.view = await get(`/sandbox/view?person=${state.person}`);
  const places = state.view.places.map(nameOf);
  if (!inApp() && !places.includes(state.place)) state.place = 'bot';
  draw();
  await markRead();
}

async function markRead() {
  const place = state.view.places.find((one) => nameOf(one) === state.place);
  if (place?.unread && !deactivated()) await post('/sandbox/read', { person: state.person, place: place.id });
}

function draw() {
  drawBar();
  drawSide();
  drawPane();
}

function drawBar() {
  const { clock, connected, notices, unmodelled } = state.view;
  find('#now').textContent = clock.words;
  find('#now').dateTime = clock.now;
  find('#status').className = connected ? 'on' : '';
  setText('#status-words', connected ? 'The bot is connected' : 'The bot is not connected yet');
  find('#person').value = state.person;
  const lines = [...notices, ...new Set(unmodelled)];
  const banner = find('#banner');
  if (banner.dataset.lines === JSON.stringify(lines)) return;
  banner.dataset.lines = JSON.stringify(lines);
  banner.hidden = !lines.length;
  banner.replaceChildren(...lines.map((line) => make('p', {}, line)));
}

/** Change words only when they differ, so that a screen reader does not repeat them. */
function setText(selector, words) {
  if (find(selector).textContent !== words) find(selector).textContent = words;
}

function drawSide() {
  find('#seen-by').textContent = `Seen by ${state.view.person.name}`;
  const rows = (kind) => state.view.places.filter((place) => place.kind === kind).map(drawRow);
  replaceRows('#channels', rows('channel'));
  replaceRows('#apps', rows('bot'));
}

function replaceRows(selector, rows) {
  const list = find(selector);
  const focused = [...list.querySelectorAll('button')].indexOf(document.activeElement);
  list.replaceChildren(...rows);
  if (focused >= 0) list.querySelectorAll('button')[focused]?.focus();
}

function drawRow(place) {
  const mark = place.kind === 'bot' ? make('span', { className: 'mark square', 'aria-hidden': 'true' }, place.name[0])
    : make('span', { className: 'mark', 'aria-hidden': 'true' }, '#');
  const current = nameOf(place) === state.place || (place.kind === 'bot' && inApp());
  const unread = place.unread && nameOf(place) !== state.place ? make('span', { className: 'unread' }, `${place.unread} new`) : null;
  const button = make('button', { type: 'button', onclick: () => go(nameOf(place)) }, mark, make('span', { className: 'name' }, place.name), unread);
  setCurrent(button, current);
  return make('li', {}, button);
}

function drawPane() {
  const home = state.place === 'home';
  const place = state.view.places.find((one) => nameOf(one) === (home ? 'bot' : state.place));
  const app = place.kind === 'bot';
  find('#title').replaceChildren(app ? place.name : `#${place.name}`, ...(app ? [make('span', { className: 'tag' }, 'App')] : []));
  find('#tabs').hidden = !app;
  document.querySelectorAll('#tabs button').forEach((tab) => setCurrent(tab, tab.dataset.place === state.place));
  find('#log').hidden = home;
  find('#home').hidden = !home;
  find('#composer').hidden = home;
  document.title = `${app ? place.name : `#${place.name}`}, seen by ${state.view.person.name}: Sandbox`;
  drawHelp(home);
  if (home) return drawHome(state.view.home, place.name, acts);
  aim(`Message ${app ? place.name : `#${place.name}`}`, !deactivated());
  drawLog(place.messages, acts, () => drawEmpty(place));
}

function drawHelp(home) {
  const { name, organisation, flags } = state.view.person;
  const who = [organisation, ...flags].join(', ');
  const what = home ? ['Choose Messages to write.'] : ['Type ', make('kbd', {}, '/'), ' to see the commands.'];
  const help = make('span', {}, 'You are ', make('b', {}, name), ` (${who}). `, ...what, ' Nothing here leaves this machine.');
  if (find('#help').textContent !== help.textContent) find('#help').replaceChildren(help);
}

function drawEmpty(place) {
  const app = place.kind === 'bot';
  const title = app ? `This is your private conversation with ${place.name}` : `Nobody has written in #${place.name} yet`;
  const tries = state.world.examples.map((text) => make('button', { className: 'btn', type: 'button', onclick: () => suggest(text) }, text));
  return make('div', { className: 'empty' }, make('h3', {}, title),
    make('p', {}, app ? 'Write to it in your own words, or try one of these.' : 'Write something, or try one of these.'),
    make('div', { className: 'acts' }, tries));
}

function fillPeople() {
  const groups = new Map();
  for (const person of state.world.people) groups.set(person.organisation, [...(groups.get(person.organisation) || []), person]);
  const draw = (one) => make('option', { value: one.id }, [one.name, ...one.flags].join(', '));
  find('#person').replaceChildren(...[...groups].map(([name, people]) => make('optgroup', { label: name }, people.map(draw))));
}

/** Follow the changes for as long as the page is open. */
async function follow() {
  for (;;) {
    try {
      await get(`/sandbox/changes?since=${state.view.version}`);
      const was = state.view.connected;
      await refresh();
      if (!was && state.view.connected) await openTab();
    } catch {
      find('#status').className = '';
      setText('#status-words', 'The sandbox has stopped');
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    if (find('#wire').open) await drawWire();
  }
}

async function drawWire() {
  const records = await get('/sandbox/wire');
  const bad = (verdict) => /refused|not /.test(verdict);
  find('#records').replaceChildren(...records.slice(-200).reverse().map((one) => make('tr', {},
    make('td', {}, one.direction), make('td', {}, one.kind), make('td', { className: bad(one.verdict) ? 'no' : '' }, one.verdict))));
}

async function start() {
  state.world = await get('/sandbox/world');
  find('#workspace').textContent = state.world.workspace;
  find('[data-place="home"]').hidden = !state.world.home;
  fillPeople();
  readAddress();
  startComposer(state.world.commands, (text, thread) => post('/sandbox/say', { person: state.person, place: state.place, text, thread }));
  find('#person').addEventListener('change', (event) => { state.person = event.target.value; go(state.place); });
  find('#wire').addEventListener('toggle', () => { if (find('#wire').open) drawWire(); });
  document.querySelectorAll('#tabs button').forEach((tab) => tab.addEventListener('click', () => go(tab.dataset.place)));
  document.querySelectorAll('[data-hours]').forEach((key) => key.addEventListener('click', () => post('/sandbox/clock', { seconds: key.dataset.hours * 3600 })));
  addEventListener('hashchange', () => { readAddress(); go(state.place); });
  await go(state.place);
  find('#words').focus();
  follow();
}

start();
