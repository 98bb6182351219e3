import type { Hono } from 'hono'
import { type Outreach, readOutreach } from '../../shared/outreach/outreach.operations.ts'
import { ButtonLink, Card, Notice, Table } from '../components/parts.tsx'
import { dayOnlyText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { memberOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

// A day's work for one person; the next ones appear once these are done.
const A_DAY = 8

/** The families without a conversation, open promises, and the balance of this year's conversations. */
export function OutreachPage({ reader, outreach }: { reader: Reader; outreach: Outreach }) {
  const { t, actor } = reader
  const organizes = actor.kind === 'member' && actor.role === 'organizer'
  return (
    <SchoolPage reader={reader} title={t('outreach.title')}>
      <h1>{t('outreach.title')}</h1>
      <Promises reader={reader} outreach={outreach} />
      <ToTalkTo reader={reader} outreach={outreach} />
      {organizes && (
        <p class="actions">
          <ButtonLink kind="quiet" href={schoolRoutes.strengths()}>
            {t('strengths.search')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={schoolRoutes.calls()}>
            {t('calls.title')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={`${schoolRoutes.newWorkshop()}?tour`}>
            {t('outreach.tour')}
          </ButtonLink>
        </p>
      )}
      <Figures reader={reader} outreach={outreach} />
    </SchoolPage>
  )
}

type PartProps = { reader: Reader; outreach: Outreach }

function Promises({ reader: { t, language }, outreach: { promises } }: PartProps) {
  if (promises.length === 0) return null
  return (
    <Card title={t('outreach.promises')} tone="first">
      <ul>
        {promises.map(({ family, name, promise }) => (
          <li>
            <a href={schoolRoutes.talk(family)}>{name}</a>:{' '}
            {t('conversation.promised', {
              promise: promise?.text ?? '',
              date: dayOnlyText(promise?.by ?? '', language),
            })}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ToTalkTo({ reader: { t }, outreach: { toTalkTo } }: PartProps) {
  if (toTalkTo.length === 0) return <Notice tone="done">{t('outreach.everybody')}</Notice>
  return (
    <section>
      <h2>{t('outreach.toTalkTo')}</h2>
      <p>{t('outreach.toTalkToText')}</p>
      <ul class="list">
        {toTalkTo.slice(0, A_DAY).map(({ family, because }) => (
          <li>
            <a href={schoolRoutes.talk(family.id)}>{family.name}</a>{' '}
            <span class="soft">{t(`outreach.because.${because}`)}</span>
          </li>
        ))}
      </ul>
      {toTalkTo.length > A_DAY && <p>{t('outreach.more', { count: toTalkTo.length - A_DAY })}</p>}
    </section>
  )
}

function Figures({ reader: { t }, outreach: { figures, aim } }: PartProps) {
  const { families, positiveByWeekSix, talked, firstPositive, positive, concern } = figures
  return (
    <section>
      <Table
        caption={t('outreach.figures')}
        heads={[t('outreach.figure'), t('outreach.count')]}
        numbers={[1]}
        rows={[
          [t('outreach.byWeekSix'), t('outreach.of', { count: positiveByWeekSix, all: families })],
          [t('outreach.firstPositive'), t('outreach.of', { count: firstPositive, all: talked })],
          [t('outreach.ratio', { aim }), t('outreach.toOne', { positive, concern })],
        ]}
      />
      {concern * aim > positive && <Notice tone="warning">{t('outreach.morePositive', { aim })}</Notice>}
    </section>
  )
}

/** Registers the page of outreach. */
export function registerOutreach(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.outreach(), async (c) => {
    const { school } = memberOf(c)
    const outreach = await readOutreach(c.get('context'), school.id)
    return show(c, <OutreachPage reader={c.get('reader')} outreach={outreach} />)
  })
}
