// Small helpers: to make elements, to keep lists steady, and to talk to the sandbox.

export const find = (selector, root = document) => root.querySelector(selector);
export const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
export const wide = matchMedia('(min-width: 1020px)');
export const phone = matchMedia('(max-width: 719px)');

/** Make an element with properties and children; null children are left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && name !== 'list') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Draw an icon of the page. */
export function icon(name) {
  const holder = make('template');
  holder.innerHTML = `<svg aria-hidden="true"><use href="#i-${name}"/></svg>`;
  return holder.content.firstChild;
}

/** Words for a screen reader only. */
export const hidden = (words) => make('span', { className: 'sr' }, words);

/** Change words only when they differ, so that a screen reader does not repeat them. */
export function setText(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** Mark one of several elements as the current one. */
export function setCurrent(element, current, kind = 'page') {
  if (current) element.setAttribute('aria-current', kind);
  else element.removeAttribute('aria-current');
}

const sumOf = (words) => [...words].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0]).join('').toUpperCase();

/** Draw who it is: people are round with their initials, apps are square. */
export function avatar({ id, name, kind = 'person' }, size = '') {
  const square = kind === 'app' || kind === 'bot';
  const look = square ? 'bot' : kind === 'person' ? `a${1 + (sumOf(id || name) % 7)}` : 'a7 other';
  return make('span', { className: `av ${look} ${size}`, 'aria-hidden': 'true' }, square ? icon('app') : size === 'xs' ? name[0] : initials(name));
}

/** Change the children of a list as little as possible, and keep the focus where it was. */
export function keep(list, parts) {
  const old = new Map([...list.children].map((element) => [element.dataset.part, element]));
  const focused = list.contains(document.activeElement) && document.activeElement !== list ? document.activeElement : null;
  const lost = focused && { part: focused.closest('[data-part]')?.dataset.part, key: focused.closest('[data-key]')?.dataset.key };
  const elements = parts.map(({ key, data, draw }) => {
    const signature = JSON.stringify(data);
    const present = old.get(key);
    if (present?.signature === signature) return present;
    const element = draw();
    element.dataset.part = key;
    element.signature = signature;
    return element;
  });
  for (const element of [...list.children]) if (!elements.includes(element)) element.remove();
  elements.forEach((element, index) => { if (list.children[index] !== element) list.insertBefore(element, list.children[index] || null); });
  if (focused && !focused.isConnected) restoreFocus(list, lost);
}

/** After a redraw put the focus back on the same control, or on its part. */
function restoreFocus(list, lost) {
  const part = [...list.children].find((element) => element.dataset.part === lost.part);
  if (!part) return list.focus();
  const control = lost.key && find(`[data-key="${CSS.escape(lost.key)}"]`, part);
  if (!control) part.tabIndex = -1;
  const target = control?.matches('div') ? find('input', control) : control;
  (target || part).focus();
}

/** Write a date as people read it: Tuesday 5 July 2022. */
export function dayInWords(date) {
  const words = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(new Date(`${date}T12:00:00Z`));
  return `${words({ weekday: 'long' })} ${words({ day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** Open a popover beside what opened it; a press outside and Escape close it, and the focus goes back. */
export function openPopover(dialog, left, top) {
  dialog.style.setProperty('--x', `${Math.round(left)}px`);
  dialog.style.setProperty('--y', `${Math.round(top)}px`);
  if (!dialog.open) dialog.showModal();
}

/** Let popovers be closed by their button and by a press outside. */
export function preparePopovers() {
  for (const dialog of findAll('dialog.pop')) {
    find('[data-shut]', dialog).addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  }
}

const reach = (path, options) => fetch(path, options).catch((error) => { throw Object.assign(error, { stopped: true }); });

/** Ask the sandbox for something. */
export async function get(path) {
  return read(await reach(path));
}

/** Do something; what a person may not do is an Error with the sandbox's sentence. */
export async function post(path, body) {
  return read(await reach(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
}

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(body.sentence || body.error || 'The sandbox could not do that.'), { status: answer.status });
  return body;
}
