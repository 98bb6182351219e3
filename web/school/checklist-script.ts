import { scriptName } from '../script-name.ts'

/**
 * The checklist's script: a tap on a row's button changes that row without a new page, and says so where the network
 * fails. Without it each button is a form of its own; with it nothing is decided that the server does not say.
 */
export const CHECKLIST_SCRIPT = `'use strict';
(() => {
  const notSaved = document.getElementById('not-saved');
  const print = document.getElementById('print');
  print.hidden = false;
  print.addEventListener('click', () => window.print());
  const renew = (page, id) => {
    for (const part of ['.stay > nav', '.ready', '.filters', '.areas']) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(fresh);
    }
    const row = document.getElementById(id);
    const undo = document.querySelector('.areas > .notice button');
    const next = !row ? undo : (row.nextElementSibling?.querySelector('button') ?? row.querySelector('.act button, .what a'));
    next?.focus();
    document.getElementById('said').textContent = document.querySelector('.areas .notice p')?.textContent ?? '';
  };
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.matches('.areas .act form, .areas .notice form')) return;
    event.preventDefault();
    // A second tap on the same button is the first one.
    if (form.dataset.sent) return;
    form.dataset.sent = 'yes';
    const button = event.submitter;
    button?.setAttribute('aria-busy', 'true');
    notSaved.hidden = true;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!page.querySelector('.areas')) return location.assign(answer.url);
      const errors = page.querySelector('.summary');
      document.querySelector('main > .summary')?.remove();
      if (errors) document.querySelector('.filters').before(errors);
      renew(page, form.elements.row.value);
      if (errors) errors.focus();
    } catch {
      delete form.dataset.sent;
      button?.removeAttribute('aria-busy');
      notSaved.hidden = false;
    }
  });
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const CHECKLIST_SCRIPT_NAME = scriptName(CHECKLIST_SCRIPT)
