import { FamilyPage } from '../components/family-page.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { WorkshopTitle } from '../components/workshop.tsx'
import { webCalendars } from '../messages/web-calendars.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import type { FamilyMatter } from './home-view.ts'
import { NameAnswered, NameQuestion } from './namings.tsx'
import { NextMatter } from './next-matter.tsx'
import { BRING } from './session-bring.tsx'
import { SessionFacts } from './session-facts.tsx'
import type { SessionView } from './session-view.ts'

type Props = {
  reader: Reader
  data: SessionView
  next: FamilyMatter | undefined
  /** The family has just said whether its name is shown. */
  hasNamed?: boolean
}

/** What was recorded after a reply, how to change it, and what else waits. */
export function RepliedPage({ reader, data, next, hasNamed }: Props) {
  const { workshop, session, reply } = data
  const { t } = reader
  const comes = reply?.attending ?? false
  const title = t(reply?.waiting ? 'replied.waiting' : comes ? 'replied.yes' : 'replied.no')
  return (
    <FamilyPage reader={reader} title={title}>
      <div class="thanks">
        <Icon name="check" />
        <h1>{title}</h1>
      </div>
      {reply?.waiting && (
        <Notice tone="warning">{t('session.waiting', { position: reply.position ?? 1 })}</Notice>
      )}
      {hasNamed && <NameAnswered reader={reader} data={data} />}
      <NameQuestion reader={reader} data={data} />
      <section class="card">
        <WorkshopTitle reader={reader} workshop={{ title: workshop.title }} level={2} />
        <SessionFacts reader={reader} data={data} />
      </section>
      {!comes && <p>{t('replied.noText')}</p>}
      <p class="actions">
        {comes && (
          <ButtonLink href={familyRoutes.calendar(session.id)} kind="quiet">
            <Icon name="calendar" />
            {t('session.calendar')}
          </ButtonLink>
        )}
        <a href={familyRoutes.session(session.id)}>{t('replied.change')}</a>
        {comes && <OtherCalendars reader={reader} data={data} />}
        {comes && data.lines.length > 0 && (
          <a href={`${familyRoutes.session(session.id)}#${BRING}`}>{t('bring.title')}</a>
        )}
      </p>
      <NextMatter reader={reader} next={next} />
    </FamilyPage>
  )
}

function OtherCalendars({ reader: { t, language }, data }: { reader: Reader; data: SessionView }) {
  return (
    <>
      {webCalendars(data.session, data.workshop, language).map(({ name, href }) => (
        <a href={href} rel="noreferrer">
          {t('session.calendarOn', { name })}
        </a>
      ))}
    </>
  )
}
