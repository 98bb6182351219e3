import { lookup } from 'node:dns'
import { get } from 'node:https'
import type { LookupFunction } from 'node:net'
import { refuse } from '../shared/access/refusal.ts'
import { decodeFolded } from '../shared/calendar/folded-text.ts'
import { isOpenAddress, openUrl } from './open-address.ts'

const MOST_BYTES = 512 * 1024
const MOST_REDIRECTS = 3
const TIMEOUT_MS = 10_000

type Answer = { text: string } | { movedTo: string }

/**
 * The text at an https URL on the public internet: half a megabyte at most, within ten seconds. Refuses whatever leads
 * into our own network, by a name or a redirect too: the address that was looked up is the one that is connected to.
 */
export async function readAddress(address: string): Promise<string> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  let url = openUrl(address.replace(/^webcal:/i, 'https:')) ?? refuse('address-not-allowed')
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await ask(url, timeout)
    if ('text' in answer) return answer.text
    url = openUrl(answer.movedTo, url.href) ?? refuse('address-not-allowed')
  }
  return refuse('address-no-answer')
}

/** Looks up a name, and returns only addresses on the public internet. */
const lookUpOpen: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (fault, addresses) => {
    const found = addresses ?? []
    if (!fault && found.length > 0 && found.every(({ address }) => isOpenAddress(address))) {
      return options.all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)
    }
    done(fault ?? Object.assign(new Error('closed'), { code: 'CLOSED' }), [])
  })
}

async function ask(url: URL, signal: AbortSignal): Promise<Answer> {
  try {
    return await new Promise<Answer>((done, fail) => {
      const headers = { accept: 'text/calendar' }
      // Never a pooled connection to that name: its address was not checked here.
      const asked = get(url, { lookup: lookUpOpen, agent: false, signal, headers }, (response) => {
        const { statusCode = 0, headers: told } = response
        const isRedirect = statusCode >= 300 && statusCode < 400 && told.location
        if (isRedirect || statusCode !== 200) {
          response.destroy()
          return isRedirect ? done({ movedTo: told.location ?? '' }) : fail(new Error('no'))
        }
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > MOST_BYTES) response.destroy(Object.assign(new Error('large'), { code: 'LARGE' }))
          chunks.push(chunk)
        })
        response.on('end', () => done({ text: decodeFolded(Buffer.concat(chunks)) }))
        response.on('error', fail)
      })
      asked.on('error', fail)
    })
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : ''
    if (code === 'CLOSED') return refuse('address-not-allowed')
    return refuse(code === 'LARGE' ? 'calendar-too-large' : 'address-no-answer')
  }
}
