import type { Hono } from 'hono'
import { firstSchools } from '../../shared/school/school.operations.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Page } from '../components/layout.tsx'
import { LongTable } from '../components/long-table.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { allowStyles } from '../policy.ts'
import { familyRoutes, routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { PUBLIC_STYLE, PUBLIC_STYLE_HASH } from '../style/public.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'

allowStyles([PUBLIC_STYLE_HASH])

// The table of the picture: an invented school.
const FAMILIES = 48
const HEARD = 31

/** Schools of the deployment: the first two tell whether there is none, one or several. */
type Schools = Awaited<ReturnType<typeof firstSchools>>

type Props = { reader: Reader; schools: Schools; demonstration?: string | undefined }

/** What this is and for whom, in the reader's language, and where it leads. */
export function WelcomePage({ reader, schools, demonstration }: Props) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('welcome.title')} style={PUBLIC_STYLE}>
      <div class="hello">
        <h1>{t('welcome.title')}</h1>
        <p class="lead">{t('welcome.what')}</p>
      </div>
      <TablePicture reader={reader} />
      <WaysOn reader={reader} isEmpty={schools.length === 0} demonstration={demonstration} />
      <ForFamilies reader={reader} />
      <ForSchool reader={reader} />
      <Looking reader={reader} schools={schools} demonstration={demonstration} />
    </Page>
  )
}

function TablePicture({ reader: { t } }: { reader: Reader }) {
  const said = t('welcome.table', { heard: HEARD, families: FAMILIES, left: FAMILIES - HEARD })
  return (
    <figure class="card">
      <LongTable title={said} seats={FAMILIES} taken={HEARD} />
      <figcaption aria-hidden="true">{said}</figcaption>
    </figure>
  )
}

type WaysProps = Pick<Props, 'reader' | 'demonstration'> & { isEmpty: boolean }

/**
 * Those who are signed in go on; the first of all sets the school up; a family types its code, or tries a made-up school
 * where there is one; and the team signs in.
 */
function WaysOn({ reader: { t, actor }, isEmpty, demonstration }: WaysProps) {
  const homes = { family: familyRoutes.home(), member: schoolRoutes.today() }
  if (actor.kind === 'family' || actor.kind === 'member')
    return (
      <p>
        <ButtonLink href={homes[actor.kind]}>{t('welcome.continue')}</ButtonLink>
      </p>
    )
  if (isEmpty)
    return (
      <section class="card next">
        <h2>{t('welcome.start')}</h2>
        <p>{t('welcome.startText')}</p>
        <ButtonLink href={routes.start()}>{t('welcome.startButton')}</ButtonLink>
      </section>
    )
  return (
    <div class="pair">
      {demonstration ? (
        <ButtonLink href={demonstration}>{t('welcome.tryButton')}</ButtonLink>
      ) : (
        <ButtonLink href={routes.code()}>{t('welcome.codeButton')}</ButtonLink>
      )}
      <ButtonLink href={routes.signIn()} kind="quiet">
        {t('welcome.signInButton')}
      </ButtonLink>
    </div>
  )
}

const STEPS = [
  ['told', 'envelope'],
  ['answer', 'check'],
  ['come', 'heart'],
] as const

function ForFamilies({ reader: { t } }: { reader: Reader }) {
  return (
    <section>
      <h2>{t('welcome.families')}</h2>
      <ol class="how">
        {STEPS.map(([step, icon]) => (
          <li>
            <Icon name={icon} />
            <span>
              <b>{t(`welcome.${step}`)}</b>
              <span class="soft small">{t(`welcome.${step}Text`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const FOR_SCHOOL = [
  ['fair', 'calendar'],
  ['checklist', 'confirmed'],
  ['languages', 'voices'],
  ['hosts', 'people'],
  ['changed', 'sprout'],
  ['privacy', 'lock'],
] as const satisfies readonly (readonly [string, IconName])[]

function ForSchool({ reader: { t } }: { reader: Reader }) {
  return (
    <section>
      <h2>{t('welcome.school')}</h2>
      <ul class="offers one">
        {FOR_SCHOOL.map(([what, icon]) => (
          <li>
            <Icon name={icon} />
            {t(`welcome.${what}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where a family finds its school; where there is only one, it may introduce itself here. */
function Looking({ reader: { t, actor }, schools, demonstration }: Props) {
  const [only, another] = schools
  if (actor.kind === 'family' || actor.kind === 'member') return null
  return (
    <section class="card">
      <h2>{t('welcome.looking')}</h2>
      <p class="small">
        {t('welcome.lookingText')}
        {demonstration && (
          <>
            {' '}
            <a href={routes.code()}>{t('welcome.codeButton')}</a>
          </>
        )}
      </p>
      {only && !another && (
        <p>
          <a href={routes.introduce(only.id)}>{t('welcome.new', { school: only.name })}</a>
        </p>
      )}
    </section>
  )
}

/** Registers `/`. */
export function registerWelcome(app: Hono<WebEnv>): void {
  app.get(routes.welcome(), async (c) => {
    const schools = await firstSchools(c.get('context'))
    const demonstration = c.get('services').demonstrationPath?.()
    return show(c, <WelcomePage reader={c.get('reader')} schools={schools} demonstration={demonstration} />)
  })
}
