import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundleOfText } from '../../infra/aws/bundle.ts'

const FAILS = `import { useSourceMaps } from './functions/source-maps.ts'
useSourceMaps()
const fail = () => {
  throw new TypeError('no')
}
try { fail() } catch (fault) { console.log(fault.stack) }`

/** What a bundle prints of its fault, with these of its files beside it. */
async function printed(isThere: (file: string) => boolean): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'convite-sources-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [file, content] of (await bundleOfText(FAILS)).files)
    if (isThere(file)) writeFileSync(join(folder, file), content)
  return execFileSync(process.execPath, [join(folder, 'handler.mjs')], { encoding: 'utf8' }).split('\n')
}

test('a fault names the source and the line that it came from', async () => {
  const [head, first, second] = await printed(() => true)
  expect(head).toBe('TypeError: no')
  expect(first).toMatch(/^ {4}at .*handler\.ts:4:9\)?$/)
  expect(second).toMatch(/^ {4}at .*handler\.ts:6:\d+\)?$/)
})

test('a fault keeps its position in the module where there is no map', async () => {
  const [head, first] = await printed((file) => file.endsWith('.mjs'))
  expect(head).toBe('TypeError: no')
  expect(first).toMatch(/^ {4}at .*handler\.mjs:\d+:\d+\)?$/)
})
