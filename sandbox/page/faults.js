// The panel of faults: what can go wrong between Slack and the bot, as often as one asks for it.
import { find, get, keep, make, openPopover, post, setText } from './dom.js';

const popover = find('#faultpop');
const words = (kind) => kind[0].toUpperCase() + kind.slice(1).replaceAll('_', ' ');

/** Draw each fault with a button, and what is still to come. */
async function drawFaults() {
  const { kinds, waiting } = await get('/sandbox/faults');
  const left = waiting.map((one) => `${words(one.kind)}, ${one.times === 1 ? 'once' : `${one.times} times`}`);
  setText(find('.state', popover), left.length ? `Still to come: ${left.join('; ')}.` : 'Nothing is about to go wrong.');
  keep(find('.faults', popover), kinds.map((one) => ({ key: one.kind, data: one.kind, draw: () => drawFault(one) })));
}

function drawFault(one) {
  return make('li', {}, make('span', {}, make('b', {}, words(one.kind)), one.words),
    make('button', { type: 'button', className: 'sbtn', 'data-key': 'plant', onclick: () => plant(one.kind) }, 'Do it', make('span', { className: 'sr' }, `: ${words(one.kind)}`)));
}

async function plant(kind) {
  await post('/sandbox/faults', { kind });
  await drawFaults();
}

/** Set up the button that opens the panel. */
export function startFaults() {
  find('#faults').addEventListener('click', async (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    await drawFaults();
    openPopover(popover, Math.max(16, box.right - 460), Math.max(16, box.top - 470));
  });
}
