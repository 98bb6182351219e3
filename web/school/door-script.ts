import { scriptName } from '../script-name.ts'

/**
 * The script that makes the door work without a connection; the page works without it. Taps are queued on the device
 * until the server answers. Repeating one is idempotent: arrivals are set and not added, and a walk-in carries its key.
 */
export const DOOR_SCRIPT = `'use strict';
(() => {
  const notice = document.getElementById('door-queue');
  const place = 'convite-door-' + notice.dataset.session;
  const read = () => JSON.parse(localStorage.getItem(place) || '[]');
  const keep = (queue) => {
    if (queue.length) localStorage.setItem(place, JSON.stringify(queue));
    else localStorage.removeItem(place);
    show(queue);
  };
  let refused = [];
  let wasWaiting = false;
  const connected = (isOnline) => {
    document.getElementById('door-online').hidden = !isOnline || read().length > 0;
    document.getElementById('door-offline').hidden = isOnline;
  };
  // The row of a family shows what was tapped last, before the server knows it.
  const mark = ({ action, fields }) => {
    for (const form of document.querySelectorAll('form.gift')) {
      if (form.getAttribute('action') !== action) continue;
      const isGiven = fields.some(([name, value]) => name === 'given' && value);
      form.classList.add('kept');
      form.querySelector('[name=given]').value = isGiven ? '' : 'yes';
      form.querySelector('button').setAttribute('aria-pressed', String(isGiven));
    }
    for (const row of document.querySelectorAll('.arrivals li')) {
      const isIn = row.dataset.in === action;
      if (!isIn && row.dataset.out !== action) continue;
      row.classList.add('kept');
      row.querySelector('form').setAttribute('action', isIn ? row.dataset.out : row.dataset.in);
      row.querySelector('button').setAttribute('aria-pressed', String(isIn));
    }
  };
  const show = (queue) => {
    const lines = [];
    if (queue.length && wasWaiting) lines.push(notice.dataset.kept.replace('{count}', queue.length));
    else if (wasWaiting && !refused.length) lines.push(notice.dataset.sent);
    if (refused.length) lines.push(notice.dataset.refused.replace('{names}', refused.join(', ')));
    notice.textContent = lines.join(' ');
    notice.hidden = !lines.length;
    queue.forEach(mark);
  };
  // The names stay where they are, and what is being typed below them.
  const renew = (text) => {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const focused = document.activeElement?.closest('.arrivals li')?.id;
    for (const id of ['door-top', 'door-said', 'door-list', 'door-side']) {
      const fresh = page.getElementById(id);
      if (!fresh) return location.reload();
      document.getElementById(id).replaceWith(fresh);
    }
    if (focused) document.getElementById(focused)?.querySelector('button').focus({ preventScroll: true });
  };
  const wait = () => {
    wasWaiting = wasWaiting || read().length > 0;
    show(read());
  };
  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    let last;
    try {
      for (let queue = read(); queue.length; queue = read()) {
        const [first] = queue;
        const body = new URLSearchParams(first.fields);
        // Sent for whoever has this page open, who may not be the one who tapped.
        const own = document.querySelector('main [name=form]');
        if (own) body.set('form', own.value);
        const answer = await fetch(first.action, { method: 'POST', body });
        const isTaken = answer.ok && new URL(answer.url).pathname === notice.dataset.path;
        // Kept for a retry when the session ended or the server failed.
        if (!isTaken && (answer.ok || answer.status >= 500)) {
          wait();
          break;
        }
        if (isTaken) last = await answer.text();
        else refused.push(first.name);
        keep(read().slice(1));
      }
      connected(true);
    } catch {
      // Without a connection it stays on the device.
      connected(false);
      wait();
    }
    sending = false;
    if (last && !read().length) renew(last);
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-keep]')) return;
    event.preventDefault();
    const name = form.dataset.keep || new FormData(form).get('name').trim();
    if (!name) return form.reportValidity();
    if (!read().length) wasWaiting = false;
    const key = form.querySelector('[name=key]');
    if (key) key.value = crypto.randomUUID();
    keep([...read(), { action: form.getAttribute('action'), fields: [...new FormData(form)], name }]);
    if (key) {
      form.reset();
      form.closest('details').open = false;
    }
    send();
  });
  addEventListener('online', send);
  addEventListener('offline', () => connected(false));
  setInterval(send, 5000);
  show(read());
  send();
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const DOOR_SCRIPT_NAME = scriptName(DOOR_SCRIPT)
