// The box to write in: sending, replying, and the list of commands from the manifest.
import { find, make } from './dom.js';

const words = find('#words');
const hints = find('#hints');
const list = find('#hint-list');
let commands = [];
let chosen = 0;
let thread = '';

/** Set up the composer. `send(text, thread)` posts what was written. */
export function startComposer(known, send) {
  commands = known;
  words.addEventListener('input', showHints);
  words.addEventListener('keydown', takeKey);
  words.addEventListener('blur', () => setTimeout(hideHints, 150));
  find('#replying button').addEventListener('click', () => { stopReplying(); words.focus(); });
  find('#composer').addEventListener('submit', (event) => { event.preventDefault(); submit(send); });
}

async function submit(send) {
  const text = words.value.trim();
  if (!text) return complain('Write something first.');
  words.value = '';
  hideHints();
  complain('');
  try {
    await send(text, thread);
  } catch (error) {
    words.value = words.value || text;
    complain(error.message);
  }
}

/** Say in words what went wrong; nothing takes the words away. */
export function complain(sentence) {
  find('#problem').textContent = sentence;
  find('#problem').hidden = !sentence;
}

/** Put words into the box for the person to send or change. */
export function suggest(text) {
  words.value = text;
  words.focus();
  showHints();
}

/** Answer in a thread from now on. */
export function startReplying(ts, name) {
  thread = ts;
  find('#replying').hidden = false;
  find('#replying span').textContent = `Your reply goes to the thread under ${name}’s message.`;
  words.focus();
}

/** Answer in the conversation again. */
export function stopReplying() {
  thread = '';
  find('#replying').hidden = true;
}

/** Say where the words go, and whether this person can write at all. */
export function aim(label, mayWrite) {
  find('#words-label').textContent = label;
  words.placeholder = mayWrite ? label : 'This person is deactivated and cannot write';
  words.disabled = !mayWrite;
  find('#send').disabled = !mayWrite;
}

const matching = () => commands.filter((one) => one.name.startsWith(words.value.split(' ')[0]));

function showHints() {
  const typing = words.value.startsWith('/') && !words.value.includes(' ') && !words.value.includes('\n');
  if (!typing) return hideHints();
  const found = matching();
  chosen = Math.min(chosen, Math.max(0, found.length - 1));
  const count = found.length === 1 ? '1 command starts' : `${found.length} commands start`;
  find('#hint-count').textContent = found.length ? `${count} with ${words.value}` : `No command starts with ${words.value}`;
  list.replaceChildren(...found.map(drawHint));
  hints.hidden = false;
  words.setAttribute('aria-expanded', String(found.length > 0));
  if (found.length) words.setAttribute('aria-activedescendant', `hint-${chosen}`);
  list.children[chosen]?.scrollIntoView({ block: 'nearest' });
}

function drawHint(command, index) {
  const line = make('li', { id: `hint-${index}`, role: 'option', 'aria-selected': String(index === chosen) },
    make('b', {}, command.name), ' ', make('i', {}, command.hint), make('small', {}, command.description));
  line.addEventListener('mousedown', (event) => { event.preventDefault(); use(command); });
  return line;
}

function use(command) {
  words.value = command.hint ? `${command.name} ` : command.name;
  hideHints();
  words.focus();
}

function hideHints() {
  hints.hidden = true;
  chosen = 0;
  words.setAttribute('aria-expanded', 'false');
  words.removeAttribute('aria-activedescendant');
}

function takeKey(event) {
  const found = hints.hidden ? [] : matching();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    chosen = (chosen + step + found.length) % found.length;
    return showHints();
  }
  if (event.key === 'Escape') return hints.hidden ? stopReplying() : hideHints();
  const exact = found[chosen]?.name === words.value;
  if (found.length && (event.key === 'Tab' || (event.key === 'Enter' && !exact))) {
    event.preventDefault();
    return use(found[chosen]);
  }
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    find('#composer').requestSubmit();
  }
}
