import { scriptName } from '../script-name.ts'

/**
 * The script that sends a family's form also where the network comes and goes; the page works without it. What was sent
 * is kept in this tab until the server answers, for a day at the most, and only for the family whose page it is. Sending
 * it again is idempotent: the form carries its key and whose it is.
 */
export const KEEP_SCRIPT = `'use strict';
(() => {
  const { path, done, owner } = document.getElementById('kept').dataset;
  const place = 'convite-kept:' + path;
  const DAY = 24 * 60 * 60 * 1000;
  // A browser that stores nothing, or does not say which button was pressed, sends forms by itself.
  if (!globalThis.SubmitEvent) return;
  try {
    sessionStorage.getItem(place);
  } catch {
    return;
  }
  const read = () => {
    const kept = JSON.parse(sessionStorage.getItem(place) || 'null');
    if (kept && kept.owner === owner && Date.now() - kept.at < DAY) return kept;
    sessionStorage.removeItem(place);
  };
  const say = (name) => {
    const notice = document.getElementById('kept');
    if (!notice) return;
    notice.textContent = name ? notice.dataset[name] : '';
    notice.hidden = !name;
  };
  // A refusal comes with what was typed.
  const show = (text) => {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const main = page.querySelector('main');
    if (!main) return location.reload();
    document.title = page.title;
    document.querySelector('main').replaceWith(main);
    (document.getElementById('errors') || main).focus();
  };
  const finish = (address) => {
    sessionStorage.removeItem(place);
    location.assign(address);
  };
  let sending = false;
  const send = async (kept, redirect) => {
    if (sending) return;
    sending = true;
    const slow = setTimeout(say, 8000, 'waiting');
    try {
      const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(kept.fields), redirect });
      const isDone = answer.type === 'opaqueredirect' || new URL(answer.url).pathname === done;
      if (answer.status >= 500 || answer.status === 429) say('waiting');
      else if (isDone) finish(done);
      // Somebody has to sign in again: it is sent after that.
      else if (answer.redirected) location.assign(answer.url);
      else {
        const text = await answer.text();
        sessionStorage.removeItem(place);
        show(text);
      }
    } catch {
      say('waiting');
    }
    clearTimeout(slow);
    sending = false;
  };
  const retry = () => {
    const kept = read();
    if (kept) send(kept, 'follow');
  };
  addEventListener('submit', (event) => {
    const form = event.target;
    // A button with an address of its own changes the language, and sends nothing.
    if (form.getAttribute('action') !== path || event.submitter?.hasAttribute('formaction')) return;
    event.preventDefault();
    if (sending) return;
    const kept = { at: Date.now(), owner, fields: [...new FormData(form, event.submitter)] };
    sessionStorage.setItem(place, JSON.stringify(kept));
    say('sending');
    send(kept, 'manual');
  });
  addEventListener('online', retry);
  addEventListener('visibilitychange', retry);
  setInterval(retry, 15000);
  if (read()) {
    say('waiting');
    retry();
  }
})();
`

/** Its name. */
export const KEEP_SCRIPT_NAME = scriptName(KEEP_SCRIPT)
