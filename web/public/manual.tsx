import type { Hono } from 'hono'
import type { Actor } from '../../shared/access/actor.ts'
import { Page } from '../components/layout.tsx'
import { MANUAL, type Part } from '../manual-topics.ts'
import { learn } from '../messages/catalogue.ts'
import { enManual } from '../messages/en-manual.ts'
import { routes } from '../routes.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

/** A short manual for each kind of people: the reader's own part is open, the others are folded. */
export function ManualPage({ reader }: { reader: Reader }) {
  const { t, actor } = reader
  const own = partOf(actor)
  const others = (Object.keys(MANUAL) as Part[]).filter((part) => part !== own)
  return (
    <Page reader={reader} title={t('page.help')}>
      <h1>{t('page.help')}</h1>
      <p>{t('manual.intro')}</p>
      {own && (
        <section aria-labelledby={own}>
          <h2 id={own}>{t(`manual.${own}`)}</h2>
          <Answers reader={reader} part={own} />
        </section>
      )}
      {others.map((part) => (
        <details open={own === undefined}>
          <summary>
            <h2 id={part}>{t(`manual.${part}`)}</h2>
          </summary>
          <Answers reader={reader} part={part} />
        </details>
      ))}
    </Page>
  )
}

function Answers({ reader: { t }, part }: { reader: Reader; part: Part }) {
  return (
    <>
      {MANUAL[part].map((topic) => (
        <>
          <h3 id={topic}>{t(`manual.${topic}`)}</h3>
          <p>{t(`manual.${topic}.text`)}</p>
        </>
      ))}
    </>
  )
}

function partOf(actor: Actor): Part | undefined {
  if (actor.kind === 'family') return 'families'
  if (actor.kind !== 'member') return undefined
  return actor.role === 'parentLeader' ? 'leaders' : 'team'
}

/** Registers the manual. */
export function registerManual(app: Hono<WebEnv>): void {
  learn(enManual)
  app.get(routes.manual(), (c) => show(c, <ManualPage reader={c.get('reader')} />))
}
