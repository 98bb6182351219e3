import type { Proposal } from '../../shared/workshop/proposal.ts'
import { originalLanguage } from '../../shared/workshop/translation.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { Card } from '../components/parts.tsx'
import { localText } from '../messages/catalogue.ts'
import { languageName, languageWithin } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { translationState } from './translation.tsx'

/** What a workshop can begin with: the school's workshops, and what parents propose. */
export type Beginnings = { workshops: readonly Workshop[]; proposals: readonly Proposal[] }

const MOST_PROPOSALS = 2

type ReadersProps = { reader: Reader; workshop?: Workshop | undefined; workshops: readonly Workshop[] }

/** The other languages of the school: how far the draft is in each, or who read the last workshop over in it. */
export function Readers({ reader, workshop, workshops }: ReadersProps) {
  const { t, language, school } = reader
  const main = workshop
    ? originalLanguage(workshop, school?.defaultLanguage ?? language)
    : school?.defaultLanguage
  const others = (school?.languages ?? []).filter((tag) => tag !== main)
  if (others.length === 0 || !main) return null
  const lastReader = (tag: string) =>
    workshops
      .flatMap(({ translations }) => translations?.[tag] ?? [])
      .findLast(({ state }) => state === 'reviewed')?.by
  return (
    <Card title={t('plan.readers')}>
      <p class="soft small">{t('plan.readersText', { language: languageWithin(main, language) })}</p>
      <ul class="lines">
        {others.map((tag) => {
          const state = workshop ? translationState(workshop, { tag, original: main }) : 'missing'
          const by = lastReader(tag)
          const isSettled = state === 'reviewed' || state === 'written'
          return (
            <li>
              <span>{languageName(tag, language)}</span>
              <b class={isSettled || by ? 'settled' : 'open'}>
                {state !== 'missing' && t(`translation.state.${state}`)}
                {state === 'missing' && (by ? t('plan.readBy', { name: by }) : t('plan.readByNobody'))}
              </b>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** What to begin with instead of nothing: a proposal, or the last workshop. */
export function BeginWith({ reader, beginnings }: { reader: Reader; beginnings: Beginnings }) {
  const { t, language } = reader
  const open = beginnings.proposals.filter(({ status }) => status === 'proposed').slice(0, MOST_PROPOSALS)
  const earlier = beginnings.workshops
    .filter(({ status }) => status === 'held' || status === 'scheduled')
    .sort((one, other) => (lastStart(one) < lastStart(other) ? -1 : 1))
    .slice(-1)
  if (open.length + earlier.length === 0) return null
  return (
    <section>
      <h2>{t('plan.beginWith')}</h2>
      <ul class="lines">
        {open.map(({ title }) => (
          <li>
            <Icon name="star" />
            <a href={schoolRoutes.proposals()}>{t('plan.proposal', { title })}</a>
          </li>
        ))}
        {earlier.map(({ id, title }) => (
          <li>
            <Icon name="again" />
            <Form action={schoolRoutes.copyWorkshop(id)}>
              <button type="submit" class="link">
                {t('plan.copyOf', { title: localText(title, language) })}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

const lastStart = ({ sessions = [] }: Workshop) =>
  sessions
    .map(({ start }) => start)
    .sort()
    .at(-1) ?? ''
