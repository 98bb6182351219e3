import { scriptName } from '../script-name.ts'

/**
 * The script of the page that records from paper by camera. It asks for the camera when its button is pressed, reads codes
 * with the browser's own BarcodeDetector, or with the library that is loaded only then, and has the server open each
 * sheet. While a ballot is open it does not look, so that a second sheet on the table takes no place.
 */
export const CAMERA_SCRIPT = `'use strict';
(() => {
  const part = (id) => document.getElementById(id);
  const [camera, video, start] = [part('camera'), part('camera-view'), part('camera-start')];
  const PAUSE = 120;
  const TORN_AFTER = 8000;
  const FORGOTTEN_AFTER = 2000;
  start.hidden = false;
  part('camera-unscripted').hidden = true;
  const say = (name) => {
    const said = part('camera-said');
    said.className = 'notice' + (name === 'looking' ? '' : ' warning');
    said.textContent = camera.dataset[name];
  };
  const detector = async () => {
    const own = window.BarcodeDetector;
    const formats = own ? await own.getSupportedFormats() : [];
    const Detector = formats.includes('qr_code') ? own : (await import(camera.dataset.library)).BarcodeDetector;
    return new Detector({ formats: ['qr_code'] });
  };
  const renew = (page) => {
    for (const id of ['camera-said', 'camera-sheet']) part(id).replaceWith(page.getElementById(id));
  };
  // One request: the answer is the page, of which the sheet and what is said are taken over.
  const send = async (form) => {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!page.getElementById('camera-sheet')) return location.assign(answer.url);
    renew(page);
    part('camera-sheet').focus();
  };
  const isOpen = () => part('camera-sheet').dataset.open !== undefined;
  let last;
  let lastSeen = 0;
  let waitingSince = 0;
  const open = async (text) => {
    last = text;
    const form = part('camera-code');
    form.elements.code.value = text;
    try {
      await send(form);
      if (isOpen()) navigator.vibrate?.(60);
    } catch {
      last = undefined;
      say('lost');
    }
  };
  const look = async (reader) => {
    if (!isOpen()) {
      const [found] = await reader.detect(video).catch(() => []);
      const now = performance.now();
      if (found && found.rawValue !== last) await open(found.rawValue);
      if (found) lastSeen = waitingSince = performance.now();
      else if (now - lastSeen > FORGOTTEN_AFTER) last = undefined;
      if (!found && now - waitingSince > TORN_AFTER) {
        waitingSince = now;
        say('torn');
      }
    }
    setTimeout(look, PAUSE, reader);
  };
  start.addEventListener('click', async () => {
    if (!navigator.mediaDevices) return say('insecure');
    start.setAttribute('aria-busy', 'true');
    try {
      const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', ...size } });
    } catch (fault) {
      start.removeAttribute('aria-busy');
      return say(fault.name === 'NotAllowedError' ? 'refused' : 'absent');
    }
    start.hidden = true;
    video.hidden = false;
    await video.play();
    say('looking');
    waitingSince = performance.now();
    detector().then(look, () => say('lost'));
  });
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.matches('#camera-sheet form')) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = 'yes';
    try {
      await send(form);
      waitingSince = lastSeen = performance.now();
    } catch {
      delete form.dataset.sent;
      say('lost');
    }
  });
  document.addEventListener('click', async (event) => {
    const leave = event.target.closest('#camera-leave');
    if (!leave || video.hidden) return;
    event.preventDefault();
    part('camera-sheet').replaceChildren();
    delete part('camera-sheet').dataset.open;
    say('looking');
    waitingSince = lastSeen = performance.now();
  });
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const CAMERA_SCRIPT_NAME = scriptName(CAMERA_SCRIPT)
