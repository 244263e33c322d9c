// Draws the messages of a conversation, the threads in it, and Home.
import { avatar, find, findAll, hidden, icon, keep, make, post } from './dom.js';
import { drawBlocks } from './blocks.js';
import { readValues } from './inputs.js';
import { state } from './state.js';
import { drawSpans } from './text.js';

/** Draw a conversation; `pane` holds what a press, a reply and a thread do, `empty` makes what stands in an empty one. */
export function drawLog(log, pane, messages, empty) {
  const parts = messages.length ? listParts(messages, pane) : [{ key: 'empty', data: pane.person, draw: empty }];
  keep(log, parts.map((part) => ({ draw: () => drawPart(part, pane), ...part })));
}

/** Put days between messages, and replies under their parents when their thread is open. */
function listParts(messages, pane) {
  const known = new Set(messages.map((message) => message.ts));
  const roots = messages.filter((one) => (pane.thread ? one.ts === pane.thread : !known.has(one.thread)));
  const parts = [];
  let day = '';
  for (const message of roots) {
    if (message.day !== day) parts.push({ key: `day ${message.day}`, data: message.day, day: message.day });
    day = message.day;
    const replies = messages.filter((one) => one.thread === message.ts);
    const open = Boolean(pane.thread) || pane.expanded.has(message.ts);
    const thread = replies.length ? { count: replies.length, last: replies.at(-1).time, by: replies.at(-1).author, open } : null;
    parts.push({ key: message.ts, data: { message, thread }, message, thread });
    if (open) parts.push(...replies.map((one) => ({ key: one.ts, data: one, message: one })));
  }
  return parts;
}

function drawPart(part, pane) {
  return part.day ? make('p', { className: 'day' }, part.day) : drawMessage(part.message, part.thread, pane);
}

function drawMessage(message, thread, pane) {
  const { author } = message;
  const card = isCard(message);
  const by = make('div', { className: 'by' }, make('b', {}, author.name),
    author.kind === 'person' ? null : make('span', { className: 'tag' }, 'App'),
    make('time', {}, message.time), message.edited ? make('span', { className: 'edited' }, 'edited') : null,
    message.only_you || pane.thread ? null : drawReply(message, pane), ...drawShortcuts(message, pane), ...(author.id === pane.person ? drawOwn(message, pane) : []));
  const body = make('div', {}, message.only_you ? make('p', { className: 'eph' }, icon('eye'), 'Only visible to you') : null,
    by, drawContent(message, pane, card), drawFiles(message.files || []), thread && !pane.thread ? drawThread(message, thread, pane) : null);
  const label = `${author.name}, ${message.time}${message.only_you ? ', only visible to you' : ''}`;
  return make('article', { className: `msg ${message.thread ? 'reply' : ''} ${card ? 'wide' : ''}`, 'aria-label': label }, avatar(author), body);
}

const isCard = (message) => message.blocks.some((block) => !['section', 'markdown'].includes(block.type) || block.accessory || block.fields);

function drawContent(message, pane, card) {
  if (!message.blocks.length) return message.spans.length ? make('p', {}, drawSpans(message.spans)) : null;
  const content = make('div', {});
  const use = (control, option) => send(content, pane, () => pane.press({ ...control, option, ts: message.ts }));
  content.append(make('div', { className: card ? 'card' : '' }, drawBlocks(message.blocks, message.chosen, use)));
  return content;
}

/** The line under a message that has replies: it opens and shuts them in place, or opens the thread in the pane. */
function drawThread(message, thread, pane) {
  const words = thread.count === 1 ? '1 reply' : `${thread.count} replies`;
  const toggle = make('button', { type: 'button', className: 'toggle', 'data-key': 'replies', 'aria-expanded': String(thread.open), onclick: () => pane.toggleReplies(message.ts) },
    avatar(thread.by, 's'), make('b', {}, words), hidden('. '), make('small', {}, `Last one at ${thread.last}`));
  const open = make('button', { type: 'button', className: 'btn quiet', 'data-key': 'thread', onclick: () => pane.openThread(message.ts) }, 'Open thread');
  return make('div', { className: 'replies' }, toggle, open);
}

function drawReply(message, pane) {
  const start = () => pane.reply(message.thread || message.ts, message.author.name);
  return make('button', { className: 'btn quiet answer', type: 'button', 'data-key': 'reply', onclick: start }, 'Reply', hidden(` to ${message.author.name}, ${message.time}`));
}

/** The app's own shortcuts on a message, from the manifest. */
function drawShortcuts(message, pane) {
  if (message.only_you) return [];
  const use = (one) => pane.shortcut({ callback: one.callback, ts: message.ts });
  return state.world.shortcuts.filter((one) => one.on_message).map((one) =>
    make('button', { className: 'btn quiet answer', type: 'button', 'data-key': one.callback, onclick: () => use(one) }, one.name, hidden(` from ${message.author.name}, ${message.time}`)));
}

/** What one may do with one's own message. */
function drawOwn(message, pane) {
  const button = (words, onclick) => make('button', { className: 'btn quiet answer', type: 'button', 'data-key': words, onclick }, words, hidden(` what you wrote at ${message.time}`));
  return [button('Edit', () => pane.composer.startEditing(message)), button('Delete', () => pane.erase(message))];
}

function drawFiles(files) {
  return files.length ? make('ul', { className: 'files', 'aria-label': 'Files' }, files.map(drawFile)) : null;
}

function drawFile(file) {
  const name = file.title || file.name || 'A file';
  const address = file.url || file.url_private || file.permalink || '';
  if (/\.(png|jpe?g|gif|webp|svg)$/i.test(file.name || '') && address) {
    return make('li', {}, make('a', { href: address, target: '_blank', rel: 'noopener' }, make('img', { className: 'shown', src: address, alt: file.alt || file.alt_txt || name })));
  }
  const about = [(file.name || '').split('.').slice(1).at(-1)?.toUpperCase(), file.size ? sizeOf(file.size) : ''].filter(Boolean).join(', ');
  const words = make('span', {}, make('b', {}, name), make('small', {}, about));
  return make('li', {}, address ? make('a', { className: 'file', href: address, target: '_blank', rel: 'noopener', download: file.name || name }, icon('file'), words) : make('span', { className: 'file' }, icon('file'), words));
}

const sizeOf = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Draw Home; before the app has published one, say so. */
export function drawHome(box, pane, home, appName) {
  const draw = () => {
    const content = make('div', { className: 'col' });
    const use = (control, option) => send(content, pane, () => pane.press({ ...control, option, view_id: home.id, values: readValues(content) }));
    content.append(...drawBlocks(home.blocks, home.values, use));
    content.addEventListener('input', () => post('/sandbox/type', { person: pane.person, view_id: home.id, values: readValues(content) }).catch(() => {}));
    return content;
  };
  const nothing = () => make('div', { className: 'empty' }, make('h3', {}, 'Nothing here yet'),
    make('p', {}, `${appName} has not filled this page. It does so a moment after you open it, once the bot is connected.`));
  keep(box, [home ? { key: 'home', data: home.hash, draw } : { key: 'nothing', data: '', draw: nothing }]);
}

/** Use a control: all controls beside it wait, and what went wrong is said there. */
export async function send(content, pane, act) {
  const controls = findAll('button, select, input, textarea', content).filter((one) => !one.disabled);
  const focused = document.activeElement;
  const key = focused?.dataset?.key;
  state.lastControl = { element: focused, pane, part: focused?.closest('[data-part]')?.dataset.part, key };
  controls.forEach((one) => { one.disabled = true; });
  find(':scope > .problem', content)?.remove();
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
