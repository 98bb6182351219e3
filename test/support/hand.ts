import type { Locator, Page } from 'playwright-core'

/** How a person works a page: the same steps by mouse and by keyboard. */
export type Hand = {
  page: Page
  /** Follows a link, sends a form, or opens what is folded. */
  press(target: Locator): Promise<void>
  /** Checks a radio button or a checkbox. */
  choose(target: Locator): Promise<void>
  /** Replaces what a field holds. */
  write(target: Locator, text: string): Promise<void>
}

/** Works a page with the mouse, or with a finger. */
export function byMouse(page: Page): Hand {
  return {
    page,
    press: (target) => target.click(),
    choose: (target) => target.check(),
    write: (target, text) => target.fill(text),
  }
}

// More than any page of the team has links, fields and buttons.
const MOST_STOPS = 250

/** Works a page by keyboard alone: Tab to the target, then Enter, Space, arrows or letters. Throws where Tab never gets there. */
export function byKeyboard(page: Page): Hand {
  const { keyboard } = page
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)
  // A page that was opened by hand begins at its start, one that changed in place where the focus is.
  const reach = async (target: Locator, isThere = isFocused) => {
    await target.waitFor()
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (await isThere(target)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab never reached ${target}`)
  }
  return {
    page,
    async press(target) {
      await reach(target)
      await keyboard.press('Enter')
    },
    async choose(target) {
      // Tab stops once in a group of radio buttons; the arrows go on in it.
      const isRadio = (await target.getAttribute('type')) === 'radio'
      await reach(target, isRadio ? inGroup : isFocused)
      const most = isRadio ? await groupOf(target).count() : 0
      for (let step = 0; step < most && !(await target.isChecked()); step++) await keyboard.press('ArrowDown')
      if (!(await target.isChecked())) await keyboard.press('Space')
    },
    async write(target, text) {
      await reach(target)
      await keyboard.press('ControlOrMeta+A')
      await keyboard.type(text)
    },
  }
}

const groupOf = (target: Locator) => target.locator('xpath=ancestor::form[1]').locator('input[type="radio"]')

const inGroup = (target: Locator) =>
  target.evaluate((element: HTMLInputElement) => {
    const at = document.activeElement
    return at instanceof HTMLInputElement && at.name === element.name && at.form === element.form
  })
