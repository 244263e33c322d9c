// Small helpers to make elements and to talk to the sandbox.

export const find = (selector) => document.querySelector(selector);

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

/** Ask the sandbox for something. */
export async function get(path) {
  return read(await fetch(path));
}

/** Do something; what a person may not do is an Error with the sandbox's sentence. */
export async function post(path, body) {
  return read(await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
}

async function read(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.sentence || body.error || 'The sandbox could not do that.');
  return body;
}

/** Mark one of several elements as the current one. */
export function setCurrent(element, current) {
  if (current) element.setAttribute('aria-current', 'page');
  else element.removeAttribute('aria-current');
}

/** Give a person's initials. */
export const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0]).join('').toUpperCase();
