// What the page knows: the world, what each person sees, and what the panes show.
import { phone, wide } from './dom.js';

export const state = {
  world: null, views: {}, latest: null, clock: null, clockProblem: '', // what the sandbox says
  panes: [], active: 0, count: 2, chats: false, lastControl: null, // what is shown, and what was used last
  stopped: false, met: false, // whether the sandbox is gone, and whether the bot was ever here
};

const BOT = new Set(['bot', 'home']);
export const firstName = (person) => person.name.split(' ')[0].toLowerCase();
export const personOf = (id) => state.world.people.find((one) => one.id === id);
export const activePane = () => state.panes[state.active];
export const viewOf = (pane) => state.views[pane.person];
export const inApp = (pane) => BOT.has(pane.place);
export const deactivated = (pane) => viewOf(pane).person.flags.includes('deactivated');

/** The name of a place in the address. */
export const keyOf = (place) => (place.kind === 'bot' ? 'bot' : place.kind === 'channel' ? place.name : place.id);

/** The place that a pane shows; Home belongs to the app's place. */
export const placeOf = (pane) => viewOf(pane).places.find((one) => keyOf(one) === (inApp(pane) ? 'bot' : pane.place));

/** The members of a place as people and the app, without whoever looks. */
export function membersOf(place, viewer) {
  const known = (one) => (typeof one === 'string' ? personOf(one) || state.world.people.find((person) => person.name === one) || { name: one } : one);
  return (place.members || []).map(known).filter((one) => one.id !== viewer && one.name !== personOf(viewer)?.name)
    .map((one) => ({ ...one, kind: one.kind || (one.name === state.world.app ? 'app' : 'person') }));
}

/** What a place is called by the one who looks. */
export function titleOf(place, viewer) {
  if (place.kind === 'channel') return `#${place.name}`;
  const others = place.kind === 'bot' ? [] : membersOf(place, viewer);
  return others.length ? others.map((one) => one.name).join(', ') : place.name;
}

/** The panes that can be seen now: side by side only on a wide window. */
export const shownPanes = () => (state.count === 2 && wide.matches ? state.panes : [activePane()]);
export const bothReachable = () => state.count === 2 || phone.matches || !wide.matches;
