// The keys of the page, and the list of them.
import { find, make, openPopover } from './dom.js';
import { jumpNext, openClock } from './clock.js';
import { activePane } from './state.js';
import { findConversation } from './sidebar.js';

const KEYS = [
  [['Alt', '1'], 'Go to pane 1'], [['Alt', '2'], 'Go to pane 2'], [['Alt', 'V'], 'View the pane as somebody else'],
  [['Ctrl', 'K'], 'Find a conversation'], [['/'], 'Show the commands, in an empty message'], [['Enter'], 'Send, or use what is chosen'],
  [['Shift', 'Enter'], 'Start a new line'], [['Alt', 'J'], 'Jump to the next time'], [['Alt', 'K'], 'See what will happen'],
  [['Alt', 'I'], 'Open or close the inspector'], [['Esc'], 'Close what is on top'], [['?'], 'Show all keys'],
];
const popover = find('#keys');
const isTyping = (element) => element.matches?.('input, textarea, select');

function showKeys() {
  const rows = KEYS.map(([keys, words]) => make('div', {}, make('dt', {}, words), make('dd', {}, keys.map((key) => make('kbd', {}, key)))));
  find('dl', popover).replaceChildren(...rows);
  openPopover(popover, Math.max(20, innerWidth / 2 - 210), Math.max(20, innerHeight / 2 - 230));
}

/** Listen for the keys. */
export function startKeys(app) {
  find('#all-keys').addEventListener('click', showKeys);
  const acts = {
    Digit1: () => app.focusPane(0), Digit2: () => app.focusPane(1), KeyV: () => activePane().choosePerson(),
    KeyJ: jumpNext, KeyK: openClock, KeyI: app.toggleInspector,
  };
  document.addEventListener('keydown', (event) => {
    if (find('dialog[open]')) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const act = event.altKey && !event.ctrlKey && !event.metaKey ? acts[event.code]
      : (event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK' ? () => findConversation(app)
        : plain && event.key === '?' && !isTyping(event.target) ? showKeys : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
}
