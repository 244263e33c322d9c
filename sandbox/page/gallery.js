// One view by itself, drawn as in the workspace: for the gallery of all that an app can show.
import { find, get, make } from './dom.js';
import { drawBlocks } from './blocks.js';
import { state } from './state.js';
import { drawText } from './text.js';

const words = (text) => text?.text || '';

state.world = await get('/sandbox/world'); // menus of people list them

/** Draw a message, a Home tab or a modal. */
window.show = (view) => {
  const blocks = drawBlocks(view.blocks || [], {}, () => {}, view.type === 'modal');
  if (!blocks.length && view.text) blocks.push(drawText({ text: view.text }));
  find('#view').replaceChildren(drawFrame(view, blocks));
};

function drawFrame(view, blocks) {
  if (view.type === 'home') return make('div', { className: 'home' }, make('div', { className: 'col' }, ...blocks));
  if (view.type !== 'modal') return make('div', { className: 'card' }, ...blocks);
  const head = make('header', {}, make('h2', {}, words(view.title)));
  return make('div', { className: 'modal' }, head, make('div', { className: 'body' }, ...blocks), drawFoot(view));
}

function drawFoot(view) {
  const submit = view.submit ? make('button', { type: 'button', className: 'btn pri' }, words(view.submit)) : null;
  return make('footer', {}, make('button', { type: 'button', className: 'btn' }, words(view.close) || (submit ? 'Cancel' : 'Close')), submit);
}
