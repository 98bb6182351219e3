import type { Outreach } from '../../shared/outreach/outreach-list.operations.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { dueDayText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { dueText } from './checklist-view.ts'

type Promised = Outreach['promises'][number]
type Props = { reader: Reader; promises: readonly Promised[]; today: string }

const MOST_SHOWN = 7

/** The promises that are still open, the soonest due first, each kept in one tap. */
export function Promises({ reader, promises, today }: Props) {
  const { t } = reader
  if (promises.length === 0) return null
  const rest = promises.slice(MOST_SHOWN)
  const rows = (some: readonly Promised[]) => (
    <ul class="tasks">
      {some.map((one) => (
        <PromiseRow reader={reader} promised={one} today={today} isFirst={one === promises[0]} />
      ))}
    </ul>
  )
  return (
    <section aria-labelledby="promises">
      <h2 class="screen-reader" id="promises">
        {t('outreach.promises')}
      </h2>
      {rows(promises.slice(0, MOST_SHOWN))}
      {rest.length > 0 && (
        <details>
          <summary>{t('today.more', { count: rest.length })}</summary>
          {rows(rest)}
        </details>
      )}
    </section>
  )
}

type RowProps = { reader: Reader; promised: Promised; today: string; isFirst: boolean }

function PromiseRow({ reader, promised, today, isFirst }: RowProps) {
  const { t, language, school, actor } = reader
  const { id, family, name, promise, by, at } = promised
  const due = promise?.by ?? ''
  const isLate = due < today
  const day = dayAt(at, school?.timeZone ?? 'UTC')
  const date = dueDayText(day, language, 'date')
  const isOwn = actor.kind === 'member' && actor.name === by
  return (
    <li class={isLate ? 'late' : ''}>
      <span class="round">
        <Icon name="clock" />
      </span>
      <div>
        <p>
          <b>
            <a href={schoolRoutes.talk(family)}>
              <bdi>{name}</bdi>
            </a>
            : <bdi>{promise?.text}</bdi>
          </b>
        </p>
        <p>{isOwn ? t('outreach.youPromised', { date }) : t('outreach.promisedBy', { name: by, date })}</p>
      </div>
      <span class="due">{dueText(reader, due, today, true)}</span>
      <Form action={schoolRoutes.keepPromise(family, id)}>
        <Hidden name="next" value="list" />
        <Button kind={isLate && isFirst ? 'main' : 'quiet'}>
          {t('outreach.kept')}
          <span class="screen-reader">: {name}</span>
        </Button>
      </Form>
    </li>
  )
}
