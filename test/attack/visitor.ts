import type { DefaultTreeAdapterMap } from 'parse5'
import type { device, PageResponse } from '../support/device.ts'
import { kindOf } from '../support/site-map.ts'
import { attributeOf, elementsOf, textIn } from './markup.ts'

type Element = DefaultTreeAdapterMap['element']
type Browser = ReturnType<typeof device>

/** The response at an address, to GET or to a form. */
export type Seen = PageResponse & { path: string; sent?: Record<string, string> }

const MOST_OF_A_KIND = 2

/** Follows every link from some pages on, two of each kind: pages, sheets, feeds and files. */
export async function visitAll(browser: Browser, start: readonly string[]): Promise<Seen[]> {
  const seen: Seen[] = []
  const kinds = new Map<string, number>()
  const done = new Set<string>()
  const left = [...start]
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    const kind = kindOf(path.replace(/\?.*/, ''))
    if (done.has(path) || (kinds.get(kind) ?? 0) >= MOST_OF_A_KIND) continue
    done.add(path)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const answer = await browser.get(path)
    seen.push({ ...answer, path })
    if (answer.to) left.push(...local([answer.to]))
    if (!isPage(answer)) continue
    left.push(...local(elementsOf(answer.page).flatMap((one) => attributeOf(one, 'href') ?? [])))
  }
  return seen
}

// Another language is the same page; signing out ends the visit.
function local(links: readonly string[]): string[] {
  return links
    .map((link) => link.replace(/^http:\/\/localhost(?=\/)/, '').replace(/#.*$/, ''))
    .filter((link) => /^\/(?!\/)/.test(link) && !/[?&]lang=|sign-out/.test(link))
}

/** Whether the response is a page. */
export function isPage({ headers }: Pick<PageResponse, 'headers'>): boolean {
  return (headers.get('content-type') ?? '').startsWith('text/html')
}

// Forms that end somebody's access are left to the end.
const ENDS =
  /remove|delete|leave|sign-out|forget|drop|revoke|cancel|merge|split|held|closed|undo|other|\/no$|stop/

/** A form on a page. */
export type PageForm = { action: string; method: string; fields: Element[] }

/** The forms of a page that add, change or search something. */
export function formsOf(page: string, path: string): PageForm[] {
  return elementsOf(page)
    .filter(({ tagName }) => tagName === 'form')
    .map((form) => ({
      action: attributeOf(form, 'action') || path,
      method: (attributeOf(form, 'method') ?? 'get').toLowerCase(),
      fields: within(form),
    }))
    .filter(({ action }) => !ENDS.test(action))
}

function within(element: Element): Element[] {
  return element.childNodes.flatMap((child) =>
    'tagName' in child
      ? [...(/^(input|textarea|select|button)$/.test(child.tagName) ? [child] : []), ...within(child)]
      : [],
  )
}

/** The fields of a form filled in: free text with `text`, all else unchanged or with a valid value. */
export function filledIn({ fields }: PageForm, text: string, everything: boolean): [string, string][] {
  return fields.flatMap((field): [string, string][] => {
    const name = attributeOf(field, 'name')
    if (!name) return []
    const value = attributeOf(field, 'value') ?? ''
    if (field.tagName === 'textarea') return [[name, cut(text, field)]]
    if (field.tagName === 'select') return [[name, everything ? text : chosen(field)]]
    if (field.tagName === 'button')
      return value && /publish|send|save|yes|add/.test(name + value) ? [[name, value]] : []
    const type = attributeOf(field, 'type') ?? 'text'
    if (type === 'hidden') return [[name, value]]
    if (type === 'file') return []
    if (type === 'checkbox' || type === 'radio') return [[name, value || 'on']]
    return [
      [
        name,
        everything || /^(text|search)$/.test(type) ? cut(text, field) : ((value || FITTING[type]) ?? ''),
      ],
    ]
  })
}

const FITTING: Record<string, string> = {
  email: 'rosa@example.org',
  tel: '+16175550123',
  number: '2',
  date: '2027-03-23',
  time: '15:00',
  'datetime-local': '2027-03-23T18:00',
}

function cut(text: string, field: Element): string {
  const most = Number(attributeOf(field, 'maxlength') ?? 2000)
  return text.slice(0, most)
}

function chosen(select: Element): string {
  const options = optionsOf(select)
  const marked = options.find((option) => attributeOf(option, 'selected') !== undefined)
  const one = marked ?? options.find((option) => attributeOf(option, 'value')) ?? options[0]
  return one ? (attributeOf(one, 'value') ?? textIn(one)) : ''
}

function optionsOf(select: Element): Element[] {
  return select.childNodes.flatMap((child) =>
    'tagName' in child ? (child.tagName === 'option' ? [child] : optionsOf(child)) : [],
  )
}
