import { scriptName } from '../script-name.ts'

/**
 * The script of the page on which votes are recorded: a letter answers a time and goes on to the next, 0 is none of them,
 * Enter sends, Escape leaves the sheet out. The letters are those of the page's language.
 */
export const RECORD_SCRIPT = `'use strict';
(() => {
  const panel = document.getElementById('record-keys');
  const form = document.getElementById('record-form');
  const letters = panel.dataset.keys.toLowerCase().split(' ');
  const times = [...form.querySelectorAll('.paper-time')];
  panel.hidden = false;
  const focusOn = (place) => (times[place] ?? form.querySelector('button')).focus();
  // Letters answer a time, and nothing where they are typed as text.
  const isTyping = (field) => field.matches('select, textarea, input:not([type=radio], [type=checkbox])');
  form.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') return document.getElementById('record-leave').click();
    const { target } = event;
    if (target.name === 'family') {
      if (event.key !== 'Enter' || target.value === '') return;
      event.preventDefault();
      return focusOn(0);
    }
    if (isTyping(target)) return;
    if (event.key === 'Enter' && !target.matches('button, a')) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (event.key === '0') return void form.elements['noneWork:flag'].click();
    const place = times.findIndex((time) => time.contains(target));
    const answer = times[place]?.querySelectorAll('input')[letters.indexOf(event.key.toLowerCase())];
    if (!answer) return;
    event.preventDefault();
    answer.checked = true;
    focusOn(place + 1);
  });
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const RECORD_SCRIPT_NAME = scriptName(RECORD_SCRIPT)
