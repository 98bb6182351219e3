import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { ICON_DATA } from '../../web/components/app-icon.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** A word that no template contains: where it appears as markup, a text was injected. */
export const MARK = 'zqx'

/** Texts that try to become markup, a script, a URL, a field of a message, a header, or another line. */
export const HOSTILE_TEXTS = [
  `<${MARK} onclick=${MARK}()>"'><${MARK}></title></style></textarea><script>${MARK}()</script><!--{x}{{x}}`,
  `javascript:${MARK}()//"onfocus="${MARK}()`,
  `=${MARK}()\r\n${MARK}-Header: 1\r\n\r\n<${MARK}>\u0000\u202e {title} {count, plural, other {#}} '{`,
]

/** The elements of a page, in order. */
export function elementsOf(page: string): Element[] {
  const found: Element[] = []
  const walk = (node: Node) => {
    if ('tagName' in node) found.push(node)
    if ('content' in node) walk(node.content)
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(page))
  return found
}

/** An attribute's value, or undefined. */
export function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value
}

/** The text within an element. */
export function textIn(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : ''
}

const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'srcset',
  'poster',
  'data',
  'cite',
  'ping',
  'xlink:href',
])
const CODE = new Set(['script', 'style', 'iframe', 'object', 'embed', 'base', 'template', 'noscript'])

/** The markup, scripts and URLs on a page that stem from a text; none on a correct page. */
export function markupFromTexts(page: string): string[] {
  return elementsOf(page).flatMap((element) => {
    const { tagName, attrs } = element
    const said: string[] = []
    if (tagName.includes(MARK)) said.push(`<${tagName}>`)
    if (CODE.has(tagName) && textIn(element).includes(MARK)) said.push(`<${tagName}> holds a text`)
    if (tagName === 'meta' && !isPreview(attrs) && attrs.some(({ value }) => value.includes(MARK)))
      said.push('<meta> holds a text')
    for (const { name, value } of attrs) {
      if (name.includes(MARK) || /^on/.test(name)) said.push(`<${tagName} ${name}>`)
      if (name === 'style' && value.includes(MARK)) said.push(`<${tagName} style>`)
      if (ADDRESSES.has(name) && isCode(tagName, value)) said.push(`<${tagName} ${name}="${value}">`)
    }
    return said
  })
}

// What a link's preview says, to programs alone: a text as its content, and no other attribute.
function isPreview(attrs: Element['attrs']): boolean {
  const [about, content] = attrs
  const isNamed = /^(description|(og|twitter):[a-z_]+)$/.test(about?.value ?? '')
  return (
    attrs.length === 2 &&
    isNamed &&
    /^(name|property)$/.test(about?.name ?? '') &&
    content?.name === 'content'
  )
}

// Browsers ignore leading control characters and spaces in a URL.
function isCode(tagName: string, address: string): boolean {
  const bare = address.replace(/[\p{Cc}\s]/gu, '').toLowerCase()
  if (address === ICON_DATA && tagName === 'link') return false
  if (tagName === 'img' && bare.startsWith('data:image/')) return false
  return /^(javascript|vbscript|data):/.test(bare)
}
