// One pane: whom it is viewed as, where they are, the log or Home, and the composer.
import { avatar, find, findAll, hidden, icon, make, post, setCurrent, setText, wide } from './dom.js';
import { Composer } from './composer.js';
import { ask } from './confirm.js';
import { drawHome, drawLog } from './messages.js';
import { openPicker } from './picker.js';
import { activePane, deactivated, inApp, keyOf, membersOf, personOf, placeOf, state, titleOf, viewOf } from './state.js';

/** Shortcuts from anywhere, which Slack lists with the commands. */
const shortcuts = () => state.world.shortcuts.filter((one) => !one.on_message)
  .map((one) => ({ name: `/${one.name}`, hint: '', description: 'Shortcut', callback: one.callback }));

export class Pane {
  constructor(index, app) {
    Object.assign(this, { index, app, person: '', place: 'bot', thread: '', expanded: new Set(), goesToEnd: true });
    this.root = find('#pane-template').content.cloneNode(true).firstElementChild;
    this.root.id = `pane${index + 1}`;
    find('#inspector').before(this.root);
    this.part = (selector) => find(selector, this.root);
    const { words } = this.composer = new Composer(this.part('form'), index + 1, [...state.world.commands, ...shortcuts()], {
      start: (callback) => this.shortcut({ callback }),
      send: (text, thread, editing) => (editing ? this.edit(editing, text) : this.say(text, this.thread || thread)),
      leave: () => { if (this.thread) this.closeThread(); },
    });
    this.words = words;
    this.root.addEventListener('focusin', () => app.activate(index));
    this.root.addEventListener('pointerdown', () => app.activate(index));
    this.part('.who').addEventListener('click', () => this.choosePerson());
    this.part('.other').addEventListener('click', () => app.focusPane(1 - index));
    this.part('.now').addEventListener('click', () => app.openClock());
    this.part('.back').addEventListener('click', () => (this.thread ? this.closeThread() : app.showChats()));
    this.keepEnd(this.part('.log'));
    findAll('.tabs button', this.root).forEach((tab) => tab.addEventListener('click', () => this.go(tab.dataset.place)));
  }

  /** Keep the newest message in sight when the log gets shorter or a picture arrives. */
  keepEnd(log) {
    this.atEnd = true;
    const stay = () => { if (this.atEnd) log.scrollTop = log.scrollHeight; };
    let top = 0;
    log.addEventListener('scroll', () => {
      this.atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60 || (this.atEnd && log.scrollTop >= top);
      top = log.scrollTop;
    });
    log.addEventListener('load', stay, true);
    new ResizeObserver(stay).observe(log);
  }

  /** Go to a conversation or to Home, as the present person. */
  async go(place, thread = '') {
    Object.assign(this, { place, thread, goesToEnd: true });
    this.app.writeAddress();
    await this.app.refresh();
    await this.openTab();
  }

  /** Look with somebody else's eyes; where they are not, the app's messages are shown. */
  async viewAs(person) {
    this.person = person;
    this.expanded.clear();
    await this.go(this.place);
  }

  /** Tell the app that its tab was opened, as Slack does. */
  async openTab() {
    if (!inApp(this) || !viewOf(this) || deactivated(this) || !viewOf(this).connected) return;
    await post('/sandbox/open', { person: this.person, tab: this.place === 'home' ? 'home' : 'messages' }).catch(() => {});
  }
  async say(text, thread) {
    if (thread) this.expanded.add(thread);
    this.goesToEnd = true;
    await post('/sandbox/say', { person: this.person, place: inApp(this) ? 'bot' : this.place, text, thread });
    await this.app.refresh();
  }

  /** Change what one has written; without words it is taken away. */
  async edit(ts, text) {
    await post('/sandbox/edit', { person: this.person, place: inApp(this) ? 'bot' : this.place, ts, text });
    await this.app.refresh();
  }
  async erase({ ts, text }) {
    if (!(await ask({ title: 'Delete this message?', text, yes: 'Delete', no: 'Keep it', danger: true }))) return;
    await this.edit(ts, '').catch((error) => this.composer.complain(error.message));
    this.focus();
  }
  press(press) {
    return post('/sandbox/press', { person: this.person, place: inApp(this) ? 'bot' : this.place, ...press });
  }
  async shortcut(given) {
    await post('/sandbox/shortcut', { person: this.person, place: inApp(this) ? 'bot' : this.place, ...given }).catch((error) => this.composer.complain(error.message));
  }
  reply(ts, name) {
    if (this.thread) this.words.focus();
    else this.composer.startReplying(ts, name);
  }
  toggleReplies(ts) {
    if (!this.expanded.delete(ts)) this.expanded.add(ts);
    this.draw();
  }
  async openThread(ts) {
    await this.go(this.place, ts);
    this.words.focus();
  }
  async closeThread() {
    const { thread } = this;
    await this.go(this.place);
    find(`[data-part="${thread}"] [data-key="thread"]`, this.root)?.focus();
  }

  /** Remember how far this person has read. */
  async markRead() {
    const place = viewOf(this) && placeOf(this);
    if (place?.unread && this.place !== 'home' && !deactivated(this)) await post('/sandbox/read', { person: this.person, place: place.id }).catch(() => {});
  }
  draw() {
    const view = viewOf(this);
    if (!placeOf(this)) Object.assign(this, { place: 'bot', thread: '' });
    const place = placeOf(this);
    if (this.thread && !place.messages.some((one) => one.ts === this.thread)) this.thread = '';
    this.drawStrip(view.person);
    this.drawHead(place);
    const home = this.place === 'home';
    const log = this.part('.log');
    const title = titleOf(place, this.person);
    log.hidden = home;
    this.part('.home').hidden = !home;
    this.part('form').hidden = home;
    if (home) {
      this.part('.home').setAttribute('aria-label', `Home of ${place.name}`);
      return drawHome(this.part('.home'), this, view.home, place.name);
    }
    log.setAttribute('aria-label', this.thread ? `Thread in ${title}` : `Messages in ${title}`);
    this.composer.aim(`${this.person}/${this.place}/${this.thread}`, this.thread ? 'Reply in the thread' : `Message ${title}`, !deactivated(this));
    this.atEnd ||= this.goesToEnd;
    this.goesToEnd = false;
    drawLog(log, this, place.messages, () => this.drawEmpty(place, title));
    if (this.atEnd) log.scrollTop = log.scrollHeight;
  }
  drawStrip(person) {
    const active = activePane() === this;
    if (active) this.root.setAttribute('data-active', '');
    else this.root.removeAttribute('data-active');
    this.root.setAttribute('aria-label', `Pane ${this.index + 1}, seen by ${person.name}`);
    if (this.part('.who .name').textContent !== person.name) this.part('.who .face').replaceChildren(avatar(person, 's'));
    setText(this.part('.who .name'), person.name);
    setText(this.part('.org'), [person.organisation, ...person.flags].join(', '));
    setText(this.part('.pn'), `Pane ${this.index + 1}`);
    setText(this.part('.other'), `Show pane ${2 - this.index}`);
  }
  drawHead(place) {
    const title = titleOf(place, this.person);
    const app = place.kind === 'bot';
    const key = JSON.stringify([title, app, this.thread]);
    const heading = this.part('.ttl');
    if (heading.dataset.key !== key) {
      heading.dataset.key = key;
      const name = make('span', { className: 'nm' }, this.thread ? 'Thread' : title);
      const picture = app && !this.thread ? avatar({ name: title, kind: 'app' }, 's desk') : null;
      const tag = this.thread ? make('span', { className: 'in-place' }, hidden('in '), title) : app ? make('span', { className: 'tag' }, 'App') : null;
      heading.replaceChildren(...[picture, name, tag].filter(Boolean));
    }
    this.root.classList.toggle('threaded', Boolean(this.thread));
    setText(this.part('.back .sr'), this.thread ? `Back to ${title}` : 'All conversations');
    this.part('.tabs').hidden = !app || Boolean(this.thread);
    this.part('[data-place="home"]').hidden = !state.world.home;
    findAll('.tabs button', this.root).forEach((tab) => setCurrent(tab, tab.dataset.place === this.place));
    this.drawMembers(place);
  }
  drawMembers(place) {
    const members = place.kind === 'group' && !this.thread ? [viewOf(this).person, ...membersOf(place, this.person)] : [];
    const box = this.part('.ppl');
    box.hidden = !members.length;
    if (box.dataset.key === String(members.length) + place.id) return;
    box.dataset.key = String(members.length) + place.id;
    const people = members.filter((one) => one.kind !== 'app').length;
    const words = [`${people} ${people === 1 ? 'person' : 'people'}`, members.length > people ? '1 app' : ''].filter(Boolean).join(', ');
    box.replaceChildren(make('span', { className: 'stack', 'aria-hidden': 'true' }, members.slice(0, 4).map((one) => avatar(one, 's'))), words);
  }
  drawEmpty(place, title) {
    const { person, connected } = viewOf(this);
    const app = place.kind === 'bot';
    const heading = { bot: `This is your private conversation with ${place.name}`, group: `This conversation is between you and ${title}` }[place.kind] || `Nobody has written in ${title} yet`;
    const who = [person.organisation, ...person.flags].join(', ');
    const mayWrite = !deactivated(this);
    const tries = !mayWrite ? [] : state.world.examples.map((text) => make('button', { className: 'btn', type: 'button', onclick: () => this.composer.suggest(text) }, text));
    const lost = app && !connected && !state.met ? make('p', {}, 'The bot is not connected yet. Start it, and this page follows by itself.') : null;
    return make('div', { className: 'empty' }, make('h3', {}, heading),
      make('p', {}, 'You are ', make('b', {}, person.name), ` (${who}). `, ...(mayWrite ? ['Type ', make('kbd', {}, '/'), ' to see the commands, or try one of these. '] : ['You can look, but not write. ']), 'Nothing here leaves this machine.'),
      lost, make('div', { className: 'acts' }, tries));
  }

  /** Choose from all people, by organisation. */
  choosePerson() {
    const other = state.panes[1 - this.index];
    const groups = new Map();
    for (const one of state.world.people) groups.set(one.organisation, [...(groups.get(one.organisation) || []), one]);
    const row = (one) => {
      const here = one.id === this.person;
      const there = other.person === one.id && (state.count === 2 || !wide.matches);
      const tag = one.flags.map((flag, place) => (place ? flag : flag[0].toUpperCase() + flag.slice(1))).join(', ');
      return { id: one.id, name: one.name, also: tag, tag, current: here, note: here ? 'In this pane' : there ? `In pane ${other.index + 1}` : '' };
    };
    const box = this.part('.strip').getBoundingClientRect();
    const words = { title: `View pane ${this.index + 1} as`, hint: 'Find a person or an organisation', nobody: 'Nobody is called that.' };
    const use = async (chosen) => { await this.viewAs(chosen.id); this.part('.who').focus(); };
    openPicker({ ...words, rows: [...groups].map(([name, people]) => ({ name, rows: people.map(row) })), use, left: box.left + 20, top: box.bottom + 2 });
  }

  /** Put the focus where one goes on: the composer, or Home. */
  focus() {
    const target = this.place === 'home' ? this.part('.home') : this.words.disabled ? this.part('.log') : this.words;
    target.focus();
  }
}

/** The rows of the list of conversations, in groups. */
export function listPlaces(pane) {
  const view = viewOf(pane);
  const kinds = [['Channels', (kind) => kind === 'channel'], ['Direct messages', (kind) => !['channel', 'bot'].includes(kind)], ['Apps', (kind) => kind === 'bot']];
  return kinds.map(([name, fits]) => ({ name, rows: view.places.filter((place) => fits(place.kind)).map((place) => describePlace(place, pane)) }))
    .filter((group) => group.rows.length);
}

function describePlace(place, pane) {
  const name = place.kind === 'channel' ? place.name : titleOf(place, pane.person);
  const [other] = place.kind === 'dm' ? membersOf(place, pane.person) : [];
  const mark = place.kind === 'channel' ? (place.private ? 'lock' : 'hash') : place.kind === 'group' ? 'people' : '';
  const current = keyOf(place) === (inApp(pane) ? 'bot' : pane.place);
  const note = other ? personOf(other.id)?.flags[0] || '' : '';
  return { id: keyOf(place), name, mark, kind: place.kind === 'bot' ? 'app' : 'person', current, note, unread: current && pane.place !== 'home' ? 0 : place.unread };
}
