// Asks before a control with a confirmation is used, and before typed text is thrown away.
import { find, setText } from './dom.js';

const wordsOf = (text) => (text.spans || [text]).map((span) => span.text).join('');

/** Ask, when the control says so; true when the person agrees or need not be asked. */
export function confirmFirst(confirm) {
  if (!confirm) return Promise.resolve(true);
  const { title, text, confirm: yes, deny: no, style } = confirm;
  return ask({ title: wordsOf(title), text: wordsOf(text), yes: wordsOf(yes), no: wordsOf(no), danger: style === 'danger' });
}

/** Ask a question with two answers. */
export function ask({ title, text, yes, no, danger }) {
  const dialog = find('#confirm');
  for (const [name, words] of Object.entries({ title, text, yes, no })) setText(find(`#confirm-${name}`), words);
  find('#confirm-yes').className = danger ? 'btn dng' : 'btn pri';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
