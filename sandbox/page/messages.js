// Draws the message log and Home, and keeps what has not changed so that focus and readers are not disturbed.
import { find, initials, make } from './dom.js';
import { drawBlocks, drawSpans } from './blocks.js';

const TINTS = ['#f6d8c3', '#cfe0f7', '#e6d8f3', '#d5ebcb', '#f7dbe3', '#f3e5b5', '#dbe2e4'];
const EYE = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/></svg>';
const tint = (id) => TINTS[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS.length];

/** Draw a conversation; `acts` holds what a press and a reply do, `empty` makes what stands in an empty one. */
export function drawLog(messages, acts, empty) {
  const log = find('#log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const parts = messages.length ? listParts(messages) : [{ key: 'empty', data: 'empty', draw: empty }];
  keep(log, parts.map((part) => ({ draw: () => drawPart(part, acts), ...part })));
  if (atEnd) log.scrollTop = log.scrollHeight;
}

/** Put days between messages, and replies under their parents. */
function listParts(messages) {
  const known = new Set(messages.map((message) => message.ts));
  const parts = [];
  let day = '';
  for (const message of messages.filter((one) => !known.has(one.thread))) {
    if (message.day !== day) parts.push({ key: `day ${message.day}`, data: message.day, day: message.day });
    day = message.day;
    const replies = messages.filter((one) => one.thread === message.ts);
    parts.push(...[message, ...replies].map((one) => ({ key: one.ts, data: one, message: one })));
  }
  return parts;
}

function drawPart(part, acts) {
  return part.day ? make('p', { className: 'day' }, part.day) : drawMessage(part.message, acts);
}

/** Change the children of a list as little as possible. */
function keep(list, parts) {
  const old = new Map([...list.children].map((element) => [element.dataset.part, element]));
  const focused = document.activeElement?.closest('[data-part]') && document.activeElement;
  const lost = focused && { part: focused.closest('[data-part]').dataset.part, key: focused.dataset.key };
  const elements = parts.map(({ key, data, draw }) => {
    const signature = JSON.stringify(data);
    const present = old.get(key);
    if (present?.signature === signature) return present;
    const element = draw();
    element.dataset.part = key;
    element.signature = signature;
    return element;
  });
  if (elements.length !== list.children.length || elements.some((element, index) => element !== list.children[index])) {
    for (const element of [...list.children]) if (!elements.includes(element)) element.remove();
    elements.forEach((element, index) => { if (list.children[index] !== element) list.insertBefore(element, list.children[index] || null); });
  }
  if (lost && !focused.isConnected) restoreFocus(list, lost);
}

/** After a redraw put the focus back on the same control, or on its message. */
function restoreFocus(list, lost) {
  const part = [...list.children].find((element) => element.dataset.part === lost.part);
  if (!part) return;
  const control = lost.key && part.querySelector(`[data-key="${CSS.escape(lost.key)}"]`);
  if (!control) part.tabIndex = -1;
  (control || part).focus();
}

function drawMessage(message, acts) {
  const { author } = message;
  const picture = make('span', { className: `av ${author.kind}`, 'aria-hidden': 'true' }, initials(author.name));
  picture.style.setProperty('--tint', tint(author.id));
  const by = make('div', { className: 'by' }, make('b', {}, author.name),
    author.kind === 'person' ? null : make('span', { className: 'tag' }, 'App'),
    make('time', {}, message.time), message.edited ? make('span', { className: 'edited' }, 'edited') : null,
    message.only_you ? null : drawReply(message, acts));
  const body = make('div', {}, message.only_you ? drawOnlyYou() : null, by, drawContent(message, acts));
  const label = `${author.name}, ${message.time}${message.only_you ? ', only visible to you' : ''}`;
  return make('article', { className: `msg ${message.thread ? 'reply' : ''}`, 'aria-label': label }, picture, body);
}

function drawOnlyYou() {
  const line = make('p', { className: 'eph' });
  line.innerHTML = EYE;
  line.append('Only visible to you');
  return line;
}

function drawContent(message, acts) {
  if (!message.blocks.length) return make('p', {}, drawSpans(message.spans));
  const content = make('div', {});
  const use = (control, option) => send(content, () => acts.press({ ...control, option, ts: message.ts }));
  const plain = message.blocks.every((block) => block.type === 'section' && !block.accessory && !block.fields);
  content.append(make('div', { className: plain ? '' : 'card' }, drawBlocks(message.blocks, message.chosen, use)));
  return content;
}

function drawReply(message, acts) {
  const start = () => acts.reply(message.thread || message.ts, message.author.name);
  return make('button', { className: 'btn quiet', type: 'button', 'data-key': 'reply', onclick: start },
    'Reply', make('span', { className: 'sr' }, ` to ${message.author.name}, ${message.time}`));
}

/** Draw Home; before the app has published one, say so. */
export function drawHome(home, appName, acts) {
  const draw = () => {
    const content = make('div', { className: 'col' });
    const use = (control, option) => send(content, () => acts.press({ ...control, option, place: 'home' }));
    content.append(...drawBlocks(home.blocks, home.chosen, use));
    return content;
  };
  const nothing = () => make('div', { className: 'empty' }, make('h3', {}, 'Nothing here yet'),
    make('p', {}, `${appName} has not filled this page. It does so a moment after you open it, once the bot is connected.`));
  keep(find('#home'), [home ? { key: 'home', data: home, draw } : { key: 'nothing', data: '', draw: nothing }]);
}

/** Use a control: all controls beside it wait, and what went wrong is said there. */
async function send(content, act) {
  const controls = [...content.querySelectorAll('button, select')].filter((one) => !one.disabled);
  const focused = document.activeElement;
  controls.forEach((one) => { one.disabled = true; });
  content.querySelector(':scope > .problem')?.remove();
  content.setAttribute('aria-busy', 'true');
  try {
    await act();
  } catch (error) {
    content.append(make('p', { className: 'problem', role: 'alert' }, error.message));
  }
  content.removeAttribute('aria-busy');
  controls.forEach((one) => { one.disabled = false; });
  if (focused?.isConnected && document.activeElement === document.body) focused.focus();
}
