// Draws the blocks that hold others or stand out: cards, carousels, containers and alerts.
import { make } from './dom.js';
import { drawPicture, drawText } from './text.js';

/** What is wider than its place scrolls by itself; then the keyboard reaches it too. */
export function makeScroller(label, className, child) {
  const holder = make('div', { className: `block scroller ${className}`, role: 'region', 'aria-label': label }, child);
  new ResizeObserver(() => {
    if (holder.scrollWidth > holder.clientWidth) holder.tabIndex = 0;
    else holder.removeAttribute('tabindex');
  }).observe(holder);
  return holder;
}

const words = (text) => (text.spans || [text]).map((span) => span.text).join('');
const line = (tag, className, text) => (text ? make(tag, { className }, drawText(text)) : null);

function drawHead({ icon, title, subtitle }) {
  if (!icon && !title && !subtitle) return null;
  return make('div', { className: 'top' }, icon ? drawPicture(icon) : null, make('div', {}, line('h4', '', title), line('p', 'hint', subtitle)));
}

/** Draw a card; `control` draws its buttons. */
export function drawCard(card, control) {
  const acts = card.actions ? make('div', { className: 'acts' }, card.actions.map(control)) : null;
  return make('div', { className: 'block tile', role: 'group', 'aria-label': card.title ? words(card.title) : 'Card' },
    card.hero_image ? drawPicture(card.hero_image) : null, drawHead(card), line('p', '', card.body), line('p', 'hint', card.subtext), acts);
}

/** Draw cards side by side. */
export function drawCarousel(block, draw) {
  const cards = block.elements.map((card) => make('li', {}, draw(card)));
  return makeScroller(`${cards.length} ${cards.length === 1 ? 'card' : 'cards'} side by side`, 'carousel', make('ul', { role: 'list' }, cards));
}

/** Draw blocks under one title, which folds them away when the block says so. */
export function drawContainer(block, draw) {
  const inside = make('div', { className: 'inside' }, block.child_blocks.map(draw));
  const properties = { className: `block tile ${block.width || 'standard'} ${block.has_header_divider ? 'divided' : ''}` };
  if (!block.is_collapsible) return make('div', { ...properties, role: 'group', 'aria-label': words(block.title) }, drawHead(block), inside);
  return make('details', { ...properties, open: !block.default_collapsed }, make('summary', { 'data-key': block.block_id }, drawHead(block)), inside);
}

const LEVELS = { error: 'Error', warning: 'Warning', success: 'Done', info: 'Note' };

/** Draw an alert; what went wrong is read out at once, the rest when there is a pause. */
export function drawAlert(block) {
  const level = LEVELS[block.level];
  const role = ['error', 'warning'].includes(block.level) ? 'alert' : 'status';
  return make('div', { className: `block alert ${block.level || ''}`, role }, level ? make('b', {}, `${level}. `) : null, drawText(block.text));
}
