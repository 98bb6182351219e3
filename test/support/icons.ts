// `npm run icons`: makes the pictures of the icon from its SVG, as bytes that the server brings along.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ICON_PICTURES } from '../../web/components/app-icon.ts'
import { openBrowser } from './browser.ts'

const FILE = fileURLToPath(new URL('../../web/public/icon-pictures.ts', import.meta.url))

const browser = await openBrowser()
const lines: string[] = []
for (const [name, { svg, size }] of Object.entries(ICON_PICTURES)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
  const bytes = await page.screenshot({ omitBackground: true })
  lines.push(`  ${/^\d/.test(name) ? `'${name}'` : name}: '${bytes.toString('base64')}',`)
  await page.close()
}
await browser.close()
const comment = '/** The pictures of the icon, as PNG in Base64; made by `npm run icons`. */'
await writeFile(FILE, `${comment}\nexport const ICON_BYTES = {\n${lines.join('\n')}\n} as const\n`)
