import type { Hono } from 'hono'
import * as z from 'zod'
import { listDirectory } from '../../shared/family/directory.operations.ts'
import { namesOfFamilies } from '../../shared/family/family.operations.ts'
import { listIntroductions, withLikelyFamilies } from '../../shared/household/introduction.operations.ts'
import type { Introduction, SentEntry } from '../../shared/household/introduction.ts'
import {
  acceptIntroduction,
  declineIntroduction,
  joinIntroduction,
  reopenIntroduction,
  type Welcomed,
} from '../../shared/household/introduction-answer.operations.ts'
import { Button, ErrorSummary, Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'
import { type FamilySearched, type Introduced, IntroductionCard } from './introduction-card.tsx'

const MOST_FOUND = 10
const MOST_LETTERS = 100
const ENTRIES: readonly SentEntry[] = ['sms', 'email', 'phone', 'closed']
const Joined = z.strictObject({ family: z.string().max(40) })

/** What was just answered: a family that was let in and how its link goes to it, or one that was turned down. */
type Answered = { family: string; name: string; entry: SentEntry } | { declined: Introduction }

type View = {
  waiting: readonly Introduced[]
  declined: readonly Introduction[]
  today: string
  answered: Answered | undefined
  search: FamilySearched | undefined
}

/** Families that introduced themselves: each becomes a family, joins one, or is turned down. */
export function IntroductionsPage({ reader, view, form }: { reader: Reader; view: View; form: FormState }) {
  const { t } = reader
  const { waiting, declined } = view
  return (
    <SchoolPage look="families" reader={reader} title={t('introductions.title')}>
      <PageHead
        t={t}
        title={t('introductions.title')}
        crumbs={[{ href: schoolRoutes.families(), label: t('school.nav.families') }]}
        answer={<p class="meta">{t('introductions.count', { count: waiting.length })}</p>}
      >
        <p class="soft">{t('introductions.text')}</p>
      </PageHead>
      <AnsweredNotice reader={reader} answered={view.answered} />
      <ErrorSummary t={t} form={form} />
      {waiting.map((one, place) => (
        <IntroductionCard reader={reader} one={one} {...view} isFirst={place === 0} />
      ))}
      {declined.length > 0 && (
        <details class="fold">
          <summary>{t('introductions.turnedDown', { count: declined.length })}</summary>
          <ul class="list">
            {declined.map((one) => (
              <li>
                <bdi>{one.name}</bdi>
                <ReopenForm one={one} label={t('introductions.reopen')} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </SchoolPage>
  )
}

function ReopenForm({ one, label }: { one: Introduction; label: string }) {
  return (
    <Form action={schoolRoutes.reopenIntroduction(one.id)}>
      <Button kind="quiet">
        {label}
        <span class="screen-reader">: {one.name}</span>
      </Button>
    </Form>
  )
}

function AnsweredNotice({ reader, answered }: { reader: Reader; answered: Answered | undefined }) {
  const { t } = reader
  if (!answered) return null
  if ('declined' in answered)
    return (
      <Notice tone="done">
        <p>{t('introductions.declined', { name: answered.declined.name })}</p>
        <ReopenForm one={answered.declined} label={t('undo.button')} />
      </Notice>
    )
  const { family, name, entry } = answered
  const letter = `${schoolRoutes.chosenFamilies()}?act=letters&family=${family}`
  return (
    <Notice tone="done">
      <p>{t(`introductions.done.${entry}`, { family: name })}</p>
      <div class="actions">
        <ButtonLink kind="quiet" href={schoolRoutes.family(family)}>
          {t('introductions.open')}
        </ButtonLink>
        <a href={letter}>{t('families.act.letters')}</a>
      </div>
    </Notice>
  )
}

async function answer(c: Visit, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [waiting, { introductions: declined }] = await Promise.all([
    listIntroductions(context, school.id),
    listIntroductions(context, school.id, 'declined'),
  ])
  const [introduced, answered, search] = await Promise.all([
    withLikelyFamilies(context, school.id, waiting.introductions),
    answeredIn(c, school.id, declined),
    searchIn(c, school.id),
  ])
  const view = { waiting: introduced, declined, today: waiting.today, answered, search }
  return show(c, <IntroductionsPage reader={c.get('reader')} view={view} form={form} />)
}

async function answeredIn(
  c: Visit,
  school: string,
  declined: readonly Introduction[],
): Promise<Answered | undefined> {
  const turnedDown = declined.find(({ id }) => id === c.req.query('declined'))
  if (turnedDown) return { declined: turnedDown }
  const family = c.req.query('family') ?? ''
  const entry = ENTRIES.find((one) => one === c.req.query('entry'))
  if (!family || !entry) return undefined
  const name = (await namesOfFamilies(c.get('context'), school, [family])).get(family)
  return name === undefined ? undefined : { family, name, entry }
}

async function searchIn(c: Visit, school: string): Promise<View['search']> {
  const [of, search] = [c.req.query('of'), c.req.query('search')?.trim().slice(0, MOST_LETTERS)]
  if (!of || !search) return undefined
  const { families } = await listDirectory(c.get('context'), school, { search, sort: 'name' })
  return { of, text: search, found: families.slice(0, MOST_FOUND) }
}

const doneWith = ({ family, entry }: Welcomed) =>
  `${schoolRoutes.introductions()}?${new URLSearchParams({ family, entry })}`

/** Registers the page of new families and its answers. */
export function registerIntroductions(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.introductions(), (c) => answer(c))
  onPost(app, schoolRoutes.acceptIntroduction(':introduction'), {
    by: organizerOf,
    run: ({ context, school, params }) => acceptIntroduction(context, school.id, params.introduction),
    done: (_, welcomed) => doneWith(welcomed),
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, schoolRoutes.joinIntroduction(':introduction'), {
    by: organizerOf,
    schema: Joined,
    run: ({ context, school, params }, { family }) =>
      joinIntroduction(context, school.id, { id: params.introduction, family }),
    done: (_, welcomed) => doneWith(welcomed),
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, schoolRoutes.declineIntroduction(':introduction'), {
    by: organizerOf,
    run: ({ context, school, params }) => declineIntroduction(context, school.id, params.introduction),
    done: ({ params }) => `${schoolRoutes.introductions()}?declined=${params.introduction}`,
    again: ({ c }, form) => answer(c, form),
  })
  onPost(app, schoolRoutes.reopenIntroduction(':introduction'), {
    by: organizerOf,
    run: ({ context, school, params }) => reopenIntroduction(context, school.id, params.introduction),
    done: () => schoolRoutes.introductions(),
    again: ({ c }, form) => answer(c, form),
  })
}
