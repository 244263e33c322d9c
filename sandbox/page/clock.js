// The clock: what time it is here, what will happen, and the jumps.
import { dayInWords, find, findAll, get, keep, make, openPopover, post, setText } from './dom.js';
import { state } from './state.js';

const ZONE = 'Europe/London';
const popover = find('#clockpop');
let modelled = true;
let asked = 0;
let heard = 0;
let timer = 0;

/** Ask for the clock; a sandbox that does not tell what is due gives only the time. */
export async function readClock(fallback) {
  const turn = ++asked;
  try {
    const told = modelled ? await get('/sandbox/clock') : null;
    if (told && turn > heard) [state.clock, heard] = [told, turn];
  } catch (error) {
    if (error.status !== 404 && error.status !== 405) throw error;
    modelled = false;
  }
  if (!modelled || !state.clock) state.clock = { now: fallback.now, words: fallback.words, jumping: false, next: null, upcoming: [] };
  clearTimeout(timer);
  if (state.clock.jumping) timer = setTimeout(() => readClock(fallback).then(drawClock).catch(() => {}), 300);
}

const shortDay = (words) => words.replace(/^\w+day /, '');

function dueWords() {
  const { jumping, going_to: to, waiting_for: waiting, next } = state.clock;
  if (state.clockProblem) return state.clockProblem;
  const goal = to || next?.at;
  const whom = (waiting || '').replace(/^waiting for |\.$/gi, '');
  if (jumping) return [goal ? `Going to ${writeInstant(goal)}` : 'Going on', whom ? `waiting for ${whom}` : ''].filter(Boolean).join(', ');
  if (!modelled) return 'What is due is not told here';
  return next ? `Next due: ${next.words}. ${next.label}` : 'Nothing is due';
}

/** Draw the time, what is due, and the popover. */
export function drawClock() {
  const { clock } = state;
  const words = dueWords();
  setText(find('#now'), clock.words);
  find('#now').dateTime = clock.now;
  setText(find('#due'), words);
  find('#due').title = words;
  find('#future').disabled = false;
  find('#jump').disabled = clock.jumping || !clock.next;
  for (const pane of state.panes) {
    setText(pane.part('.now b'), shortDay(clock.words));
    const short = clock.jumping ? words.split(',')[0] : clock.next ? `Next: ${shortDay(clock.next.words).replace(/ \d{4}/, '')}` : 'Nothing is due';
    setText(pane.part('.now .next'), short);
  }
  drawPopover(words);
}

function drawPopover(words) {
  const { clock } = state;
  const rows = modelled ? clock.upcoming || [] : [];
  setText(find('.state', popover), clock.jumping || (!rows.length && modelled) ? words : '');
  setText(find('.problem', popover), state.clockProblem);
  find('.problem', popover).hidden = !state.clockProblem;
  find('.down', popover).hidden = !modelled;
  keep(find('.tl', popover), rows.map((row, index) => ({ key: `${row.at} ${row.label}`, data: [row, index === 0], draw: () => drawRow(row, index === 0) })));
  findAll('button:not([data-shut])', popover).forEach((button) => { button.disabled = clock.jumping; });
}

function drawRow(row, first) {
  const jump = make('button', { type: 'button', className: `sbtn mini ${first ? 'solid' : ''}`, 'data-key': 'jump', onclick: () => move({ jump_to: row.at }), 'aria-label': `Jump to ${row.words}: ${row.label}` }, 'Jump');
  return make('li', {}, make('div', {}, make('b', {}, row.label), make('time', { dateTime: row.at }, row.words)), jump);
}

/** Move the clock; a sandbox of the first stage knows only seconds and instants. */
async function move(wish) {
  const seconds = { hours: 3600, days: 86400 };
  const [[name, value]] = Object.entries(wish);
  const body = modelled ? wish : name in seconds ? { seconds: value * seconds[name] } : { to: value };
  await act(() => post('/sandbox/clock', body));
}

async function act(work) {
  state.clockProblem = '';
  try {
    await work();
  } catch (error) {
    state.clockProblem = error.message;
  }
  await state.app.refresh();
}

/** Jump to the next time when something is due. */
export async function jumpNext() {
  if (state.clock?.next && !state.clock.jumping) await move({ jump: 'next' });
}

/** Show what will happen. */
export function openClock() {
  if (!state.clock) return; // not heard of yet
  const box = find('.clock').getBoundingClientRect();
  const now = partsOf(state.clock.now);
  const date = find('#jump-date');
  date.min = `${now.year}-${now.month}-${now.day}`;
  if (!date.value || date.value < date.min) date.value = date.min;
  writeAim();
  openPopover(popover, box.left + 20, find('.bar').getBoundingClientRect().bottom + 6);
  find('#future').setAttribute('aria-expanded', 'true');
}

/** Say the date in words, since a browser may write it with the month first. */
function writeAim() {
  const [date, time] = [find('#jump-date').value, find('#jump-time').value];
  setText(find('#jump-words'), date && time ? `${dayInWords(date)}, ${writeInstant(toInstant(date, time)).split(', ')[1]}` : '');
}

/** Set up the buttons of the clock. */
export function startClock() {
  find('#jump').addEventListener('click', jumpNext);
  find('#future').addEventListener('click', openClock);
  find('#stop-bot').addEventListener('click', () => act(() => post('/sandbox/bot', { away_days: 3 })));
  findAll('[data-on]').forEach((button) => button.addEventListener('click', () => move({ [button.dataset.on]: 1 })));
  find('.to', popover).addEventListener('submit', (event) => {
    event.preventDefault();
    const [date, time] = [find('#jump-date').value, find('#jump-time').value];
    if (date && time) return move({ jump_to: toInstant(date, time) });
    state.clockProblem = 'Give a date and a time.';
    drawClock();
  });
  find('.to', popover).addEventListener('input', writeAim);
  popover.addEventListener('close', () => { state.clockProblem = ''; find('#future').setAttribute('aria-expanded', 'false'); drawClock(); });
}

function partsOf(iso) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}

/** Read a date and a time on London's clocks as an instant. */
function toInstant(date, time) {
  const guess = new Date(`${date}T${time}:00Z`);
  const seen = partsOf(guess);
  const shown = Date.parse(`${seen.year}-${seen.month}-${seen.day}T${seen.hour}:${seen.minute}:00Z`);
  return new Date(2 * guess.getTime() - shown).toISOString().replace('.000', '');
}

/** Write an instant as people read it: 1 July, 9am. */
export function writeInstant(iso) {
  const at = partsOf(iso);
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, day: 'numeric', month: 'long' }).format(new Date(iso));
  const hour = Number(at.hour);
  const whole = at.minute === '00';
  if (whole && hour % 12 === 0) return `${day}, ${hour ? 'midday' : 'midnight'}`;
  return `${day}, ${hour % 12 || 12}${whole ? '' : `.${at.minute}`}${hour < 12 ? 'am' : 'pm'}`;
}

