// Runs `npm start` until it is ready, asks for its page, and ends it: what a newcomer does first, on any machine.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const READY_WITHIN_MS = 120_000

const isWindows = process.platform === 'win32'
const child = spawn('npm', ['start'], {
  env: { ...process.env, PORT: '0', CONVITE_DATA: mkdtempSync(join(tmpdir(), 'convite-first-')) },
  stdio: ['ignore', 'pipe', 'inherit'],
  shell: isWindows, // npm is a script of its shell there
})
setTimeout(() => end(`not ready after ${READY_WITHIN_MS} ms`), READY_WITHIN_MS)
child.once('exit', (code) => end(`npm start ended with ${code}`))

let printed = ''
child.stdout.on('data', async (part) => {
  process.stdout.write(part)
  printed += part
  const address = /^Convite is ready at (\S+)$/m.exec(printed)?.[1]
  if (!address) return
  child.stdout.removeAllListeners('data')
  const answer = await fetch(address).catch((fault) => fault)
  const page = answer.ok ? await answer.text() : ''
  end(page.includes('<html') ? undefined : `the page is not there: ${answer.status ?? answer}`)
})

/** Ends the server, and this script: with an error where there is one to tell. */
function end(fault) {
  child.removeAllListeners('exit')
  if (fault) console.error(fault)
  if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'])
  else child.kill()
  process.exit(fault ? 1 : 0)
}
