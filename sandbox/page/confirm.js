// Asks before a control with a confirmation is used.
import { find } from './dom.js';

/** Ask, when the control says so; true when the person agrees or need not be asked. */
export function confirmFirst(confirm) {
  if (!confirm) return Promise.resolve(true);
  const dialog = find('#confirm');
  const words = (text) => text.spans.map((span) => span.text).join('');
  find('#confirm-title').textContent = words(confirm.title);
  find('#confirm-text').textContent = words(confirm.text);
  find('#confirm-yes').textContent = words(confirm.confirm);
  find('#confirm-no').textContent = words(confirm.deny);
  find('#confirm-yes').className = confirm.style === 'danger' ? 'btn dng' : 'btn pri';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
