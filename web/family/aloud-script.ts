import { scriptName } from '../script-name.ts'

/**
 * The script that reads a page to whoever does not read, or not well; the page works without it. It offers that only where
 * the machine itself has a voice of the page's language: any other voice would send the words to its maker.
 */
export const ALOUD_SCRIPT = `'use strict';
(() => {
  const button = document.getElementById('aloud');
  const speech = globalThis.speechSynthesis;
  if (!speech) return;
  const baseOf = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const { lang } = document.documentElement;
  const voice = () =>
    speech.getVoices().find((one) => one.localService && baseOf(one.lang) === baseOf(lang));
  let reading = 0;
  const say = (isReading) => {
    for (const word of button.querySelectorAll('[data-while]'))
      word.hidden = (word.dataset.while === 'reading') !== isReading;
  };
  const mark = (part) => {
    document.querySelector('.aloud')?.classList.remove('aloud');
    part?.classList.add('aloud');
    part?.scrollIntoView({ block: 'nearest' });
  };
  const stop = () => {
    reading = 0;
    speech.cancel();
    mark();
    say(false);
  };
  const textOf = (part) =>
    [...part.querySelectorAll('h2, .soft, label')].map((one) => one.textContent.trim()).join(', ') ||
    part.textContent.trim();
  // Each part is spoken by itself, because some browsers fall silent within a long text.
  const read = () => {
    const parts = [...document.querySelectorAll('main h1, main [data-aloud]')];
    const round = Math.random();
    const next = () => {
      if (reading !== round) return;
      const part = parts.shift();
      if (!part) return stop();
      const words = new SpeechSynthesisUtterance(textOf(part));
      Object.assign(words, { lang, voice: voice(), onend: next });
      words.onerror = () => reading === round && stop();
      mark(part);
      speech.speak(words);
    };
    speech.cancel();
    reading = round;
    say(true);
    next();
  };
  const offer = () => (button.hidden = !voice());
  button.addEventListener('click', () => (reading ? stop() : read()));
  addEventListener('pagehide', stop);
  speech.onvoiceschanged = offer;
  offer();
})();
`

/** Its name, which changes with its content, so that it can be cached forever. */
export const ALOUD_SCRIPT_NAME = scriptName(ALOUD_SCRIPT)
