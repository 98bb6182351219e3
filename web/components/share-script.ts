import { scriptName } from '../script-name.ts'

/**
 * The script of a page to share or print from: it copies, opens the phone's own share sheet, sends the words as they were
 * changed, and prints. Without it the links send the words that the page came with, and the text stands there to select.
 */
export const SHARE_SCRIPT = `'use strict';
(() => {
  const words = document.getElementById('words');
  for (const hidden of document.querySelectorAll('[data-scripted]')) {
    if (hidden.dataset.scripted !== 'sheet' || navigator.share) hidden.hidden = false;
  }
  words?.addEventListener('input', () => {
    for (const link of document.querySelectorAll('a[data-way]'))
      link.href = link.dataset.way + encodeURIComponent(words.value);
  });
  for (const button of document.querySelectorAll('button[data-copy]')) {
    const said = button.parentElement.querySelector('[role=status]');
    button.addEventListener('click', async () => {
      const text = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(text.value);
        said.textContent = button.dataset.copied;
      } catch {
        // Without the right to copy, the text is selected for the person to do it.
        text.focus();
        text.select();
      }
    });
  }
  document.getElementById('print')?.addEventListener('click', () => window.print());
  document.getElementById('sheet')?.addEventListener('click', () => {
    navigator.share({ title: document.title, text: words.value }).catch(() => undefined);
  });
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const SHARE_SCRIPT_NAME = scriptName(SHARE_SCRIPT)
