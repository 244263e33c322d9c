// The box to write in: sending, replying, and the list of commands from the manifest. What is typed is kept for each place.
import { find, make, setText } from './dom.js';

const drafts = new Map();

export class Composer {
  /** Set up a pane's composer. `send(text, thread, editing)` posts or changes what was written; `leave()` shuts the thread. */
  constructor(root, number, commands, { send, leave, start }) {
    Object.assign(this, { root, commands, send, leave, start, chosen: 0, thread: '', editing: '', key: '' });
    this.part = (selector) => find(selector, root);
    this.words = this.part('textarea');
    this.hints = this.part('.hints');
    this.list = this.part('[role="listbox"]');
    this.words.id = `words-${number}`;
    this.list.id = `hints-${number}`;
    this.part('label').htmlFor = this.words.id;
    this.words.setAttribute('aria-controls', this.list.id);
    this.words.addEventListener('input', () => this.typed());
    this.words.addEventListener('keydown', (event) => this.takeKey(event));
    this.words.addEventListener('blur', () => setTimeout(() => this.hideHints(), 150));
    this.part('.slash').addEventListener('click', () => this.suggest('/'));
    this.part('.replying button').addEventListener('click', () => { this.stopReplying(); this.words.focus(); });
    root.addEventListener('submit', (event) => { event.preventDefault(); this.submit(); });
  }

  /** Say where the words go, whether this person can write at all, and bring back what was typed there. */
  aim(key, label, mayWrite) {
    setText(this.part('label'), label);
    this.words.placeholder = mayWrite ? label : 'This person cannot write';
    this.words.disabled = !mayWrite;
    this.part('.slash').disabled = !mayWrite;
    if (this.key !== key) {
      this.stopReplying();
      this.key = key;
      this.words.value = drafts.get(key) || '';
      this.complain('');
      this.hideHints();
    }
    this.part('.send').disabled = !mayWrite || !this.words.value.trim();
  }
  typed() {
    drafts.set(this.key, this.words.value);
    this.part('.send').disabled = !this.words.value.trim();
    this.showHints();
  }
  async submit() {
    const { key, editing } = this;
    const text = this.words.value.trim();
    if (!text) return this.complain('Write something first.');
    this.fill('');
    this.hideHints();
    this.complain('');
    try {
      await this.send(text, this.thread, editing);
      if (editing && editing === this.editing) this.stopReplying();
    } catch (error) {
      if (!drafts.get(key)) drafts.set(key, text);
      if (this.key !== key) return;
      this.fill(drafts.get(key));
      this.complain(error.message);
    }
  }
  fill(text) {
    this.words.value = text;
    drafts.set(this.key, text);
    this.part('.send').disabled = !text.trim();
  }

  /** Say in words what went wrong; nothing takes the words away. */
  complain(sentence) {
    setText(this.part('.problem'), sentence);
    this.part('.problem').hidden = !sentence;
  }

  /** Put words into the box for the person to send or change. */
  suggest(text) {
    this.fill(text);
    this.words.focus();
    this.showHints();
  }

  /** Answer in a thread from now on. */
  startReplying(ts, name) {
    this.stopReplying();
    this.thread = ts;
    this.announce(`Your reply goes to the thread under ${name}’s message.`, 'Stop replying');
  }

  /** Change a message of one's own; what was being written comes back afterwards. */
  startEditing({ ts, text }) {
    this.stopReplying();
    this.before = this.words.value;
    this.editing = ts;
    this.fill(text);
    this.announce('You are changing what you wrote.', 'Stop changing');
  }
  announce(sentence, stop) {
    this.part('.replying').hidden = false;
    setText(this.part('.replying span'), sentence);
    setText(this.part('.replying button'), stop);
    this.words.focus();
  }

  /** Answer in the conversation again. */
  stopReplying() {
    if (this.editing) this.fill(this.before);
    this.thread = this.editing = '';
    this.part('.replying').hidden = true;
  }
  matching() {
    return this.commands.filter((one) => one.name.startsWith(this.words.value.split(' ')[0]));
  }
  showHints() {
    const { value } = this.words;
    const typing = value.startsWith('/') && !/[ \n]/.test(value);
    if (!typing) return this.hideHints();
    const found = this.matching();
    this.chosen = Math.min(this.chosen, Math.max(0, found.length - 1));
    const count = found.length === 1 ? '1 command' : `${found.length} commands`;
    const start = found.length === 1 ? 'starts' : 'start';
    setText(this.part('.count'), !found.length ? `No command starts with ${value}` : value === '/' ? count : `${count} ${start} with ${value}`);
    this.part('.cap span').hidden = !found.length;
    this.list.replaceChildren(...found.map((one, index) => this.drawHint(one, index)));
    this.hints.hidden = false;
    this.words.setAttribute('aria-expanded', String(found.length > 0));
    if (found.length) this.words.setAttribute('aria-activedescendant', `${this.list.id}-${this.chosen}`);
    else this.words.removeAttribute('aria-activedescendant');
    this.list.children[this.chosen]?.scrollIntoView({ block: 'nearest' });
  }
  drawHint(command, index) {
    const line = make('li', { id: `${this.list.id}-${index}`, role: 'option', 'aria-selected': String(index === this.chosen) },
      make('span', { className: 'cmd' }, make('b', {}, command.name), ' ', make('i', {}, command.hint)), ' ', make('span', { className: 'desc' }, command.description));
    line.addEventListener('mousedown', (event) => { event.preventDefault(); this.use(command); });
    return line;
  }
  use(command) {
    if (command.callback) {
      this.fill('');
      this.hideHints();
      return this.start(command.callback);
    }
    this.fill(command.hint ? `${command.name} ` : command.name);
    this.hideHints();
    this.words.focus();
  }
  hideHints() {
    this.hints.hidden = true;
    this.chosen = 0;
    this.words.setAttribute('aria-expanded', 'false');
    this.words.removeAttribute('aria-activedescendant');
  }
  takeKey(event) {
    const found = this.hints.hidden ? [] : this.matching();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      this.chosen = (this.chosen + step + found.length) % found.length;
      return this.showHints();
    }
    if (event.key === 'Escape') return this.escape();
    const exact = !found[this.chosen]?.callback && found[this.chosen]?.name === this.words.value;
    if (found.length && !event.shiftKey && (event.key === 'Tab' || (event.key === 'Enter' && !exact))) {
      event.preventDefault();
      return this.use(found[this.chosen]);
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.root.requestSubmit();
    }
  }
  escape() {
    if (!this.hints.hidden) return this.hideHints();
    if (this.thread || this.editing) return this.stopReplying();
    this.leave();
  }
}
