import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Icon } from '../components/icon.tsx'
import { LongTable } from '../components/long-table.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { timeRange } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

// A table for a class; no family is known yet.
const SEATS = 40

/** What a school has of its first steps: families, and the workshops that nobody was asked about yet. */
export type Begun = { hasFamilies: boolean; drafts: readonly Workshop[] }

type Step = { title: string; text: string; isDone: boolean; href: string | undefined; action: string }

/** The four steps of a new school to its first workshop, with those that are done. */
export function FirstSteps({ reader, begun }: { reader: Reader; begun: Begun }) {
  const { t, actor } = reader
  const steps = stepsOf(reader, begun)
  const next = steps.findIndex(({ isDone }) => !isDone)
  const done = steps.filter(({ isDone }) => isDone).length
  return (
    <>
      <h1>{t('today.welcome', { name: actor.kind === 'member' ? actor.name : '' })}</h1>
      <p>{t('today.firstSteps', { done })}</p>
      <div class="beside">
        <ol class="path">
          {steps.map((step, place) => (
            <OneStep reader={reader} step={step} place={place} isNext={place === next} />
          ))}
        </ol>
        <div>
          <section class="card">
            <h2>{t('today.table')}</h2>
            <LongTable title={t('today.tableText')} seats={SEATS} taken={0} />
            <p class="soft">{t('today.tableText')}</p>
          </section>
          <section>
            <h2>{t('today.meanwhile')}</h2>
            <ul class="lines">
              <li>
                <a href={`${schoolRoutes.team()}#invite`}>{t('today.inviteTeam')}</a>
              </li>
              <li>
                <a href={schoolRoutes.newFamily()}>{t('families.add')}</a>
              </li>
            </ul>
          </section>
        </div>
      </div>
    </>
  )
}

type StepProps = { reader: Reader; step: Step; place: number; isNext: boolean }

function OneStep({ reader: { t }, step, place, isNext }: StepProps) {
  const { title, text, isDone, href, action } = step
  return (
    <li class={isDone ? 'past' : ''} {...(isNext && { 'aria-current': 'step' as const })}>
      <span class="place">
        {isDone ? (
          <>
            <Icon name="done" />
            <span class="screen-reader">{t('today.step.done')}</span>
          </>
        ) : (
          place + 1
        )}
      </span>
      <div>
        <h2>{title}</h2>
        <p class="soft">{text}</p>
      </div>
      {href === undefined ? (
        <span class="soft">{action}</span>
      ) : isNext ? (
        <ButtonLink href={href}>{action}</ButtonLink>
      ) : (
        <a href={href}>
          {action}
          <span class="screen-reader">: {title}</span>
        </a>
      )}
    </li>
  )
}

function stepsOf(reader: Reader, { hasFamilies, drafts }: Begun): Step[] {
  const { t } = reader
  const [draft] = drafts
  return [
    {
      title: t('today.step.school'),
      text: schoolText(reader),
      isDone: true,
      href: schoolRoutes.settings(),
      action: t('settings.change'),
    },
    {
      title: t('today.step.families'),
      text: t(hasFamilies ? 'today.step.familiesDone' : 'today.step.familiesText'),
      isDone: hasFamilies,
      href: schoolRoutes.roster(),
      action: t('today.importButton'),
    },
    {
      title: t('today.workshopButton'),
      text: t('today.step.workshopText'),
      isDone: draft !== undefined,
      href: schoolRoutes.newWorkshop(),
      action: t('today.workshopButton'),
    },
    {
      title: t('today.step.ask'),
      text: t('today.step.askText'),
      isDone: false,
      href: hasFamilies && draft ? schoolRoutes.workshop(draft.id) : undefined,
      action: hasFamilies && draft ? t('today.draftButton') : t('today.step.after', { step: draft ? 2 : 3 }),
    },
  ]
}

/** "Riverbend School, America/Chicago, 8:00 AM – 3:00 PM, 6 languages". */
function schoolText({ t, language, school }: Reader): string {
  if (!school) return ''
  const { name, timeZone, schoolDay, languages } = school
  const at = (hour: string) => `2026-01-05T${hour}:00.000Z`
  const day = timeRange(at(schoolDay.start), at(schoolDay.end), { language, timeZone: 'UTC' })
  const spoken = t('settings.value.languages', { count: languages.length })
  return [name, timeZone.replaceAll('_', ' '), day, spoken].join(' · ')
}
