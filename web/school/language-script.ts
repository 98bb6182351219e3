import { scriptName } from '../script-name.ts'

/**
 * The script of the team's pages: what is typed in their forms and not sent yet stays when the reader changes the
 * language. It waits in the tab until the next page of the team, which takes it out, whether it shows it or not.
 */
export const LANGUAGE_SCRIPT = `'use strict';
(() => {
  const PLACE = 'convite-typed';
  const NEVER = ['hidden', 'file', 'password'];
  // The same fields have the same names in each language; those of a list are told apart by their order.
  const { lang } = document.documentElement;
  const fields = () => {
    const seen = {};
    return [...document.querySelectorAll('main :is(input, select, textarea)')]
      .filter(({ type }) => !NEVER.includes(type))
      .map((field) => {
        const isTick = field.type === 'checkbox' || field.type === 'radio';
        const action = field.form?.getAttribute('action')?.split(/[?#]/)[0];
        const name = [action, field.name || field.id, isTick && field.value].join(' ');
        seen[name] = (seen[name] ?? 0) + 1;
        return { field, isTick, name: name + ' ' + seen[name] };
      });
  };
  const isChanged = ({ field, isTick }) => {
    if (isTick) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    const first = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0];
    return first !== undefined && field.value !== first.value;
  };
  const show = (kept) => {
    const found = fields();
    const named = (name) => found.find((one) => one.name === name);
    for (const [name, value] of kept.typed) {
      // What is asked in the language of the page only is asked in that of the next.
      const { field, isTick } = named(name) ?? named(name.replace('.' + kept.lang + ' ', '.' + lang + ' ')) ?? {};
      if (!field) continue;
      if (isTick) field.checked = value;
      else field.value = value;
      for (let at = field.closest('details'); at; at = at.parentElement.closest('details')) at.open = true;
      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  };
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || 'null');
    sessionStorage.removeItem(PLACE);
    if (kept?.path === location.pathname) show(kept);
  } catch {
    // A browser that stores nothing changes the language without it.
    return;
  }
  document.addEventListener('click', (event) => {
    const way = event.target.closest?.('header [hreflang], header [formaction]');
    if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const typed = fields()
      .filter(isChanged)
      .map(({ field, isTick, name }) => [name, isTick ? field.checked : field.value]);
    const { pathname } = new URL(way.href ?? way.formAction);
    if (typed.length > 0)
      sessionStorage.setItem(PLACE, JSON.stringify({ path: pathname, lang, typed }));
  });
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const LANGUAGE_SCRIPT_NAME = scriptName(LANGUAGE_SCRIPT)
