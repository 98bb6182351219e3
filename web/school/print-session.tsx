import type { Hono } from 'hono'
import type { Family } from '../../shared/family/family.ts'
import { allFamilies } from '../../shared/family/operations.ts'
import { type Answered, listReplies } from '../../shared/session/operations.ts'
import { type ComingChild, monthsOf } from '../../shared/session/reply.ts'
import type { Session } from '../../shared/session/session.ts'
import { readWorkshop } from '../../shared/workshop/operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Notice, Table } from '../components/parts.tsx'
import { direction, localText, type Translate } from '../messages/catalogue.ts'
import { languageName, ownLanguageName, whenText } from '../messages/format.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { PrintPage, readerIn, Sheet } from './print-sheet.tsx'

/** A family that comes, with what it answered. */
export type Guest = { family: Family; reply: Answered }

/** A session and who comes to it, by the name of the family. */
export type SheetView = { session: Session; workshop: Workshop; guests: Guest[] }

type SheetProps = { reader: Reader; view: SheetView }

/** The sheets of a session, by the last part of their address. */
export const SESSION_SHEETS = ['sign-in', 'name-tags', 'interpreters', 'childcare'] as const
type SheetName = (typeof SESSION_SHEETS)[number]

const SHEETS: Record<SheetName, (props: SheetProps) => unknown> = {
  'sign-in': SignInSheets,
  'name-tags': NameTags,
  interpreters: InterpreterSheets,
  childcare: ChildcareSheet,
}

/** One kind of sheet of a session. */
export function SessionSheetPage({ reader, view, sheet }: SheetProps & { sheet: SheetName }) {
  const { t, language } = reader
  const title = t(`print.${sheet}Of`, { workshop: localText(view.workshop.title, language) })
  const Kind = SHEETS[sheet] as (props: SheetProps) => ReturnType<typeof NameTags>
  return (
    <PrintPage reader={reader} title={title} back={schoolRoutes.printSession(view.session.id)}>
      {view.guests.length === 0 && <Notice>{t('session.team.none')}</Notice>}
      <Kind reader={reader} view={view} />
    </PrintPage>
  )
}

function Heading({ reader, view, children }: SheetProps & { children: string }) {
  const { language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <>
      <h2>{children}</h2>
      <p>
        {localText(view.workshop.title, language)} · {whenText(view.session.start, view.session.end, place)}
      </p>
    </>
  )
}

const WALK_INS = 6

/** One sheet a language: who is expected, and the needs that a host must see. Never what somebody may not eat. */
function SignInSheets({ reader, view }: SheetProps) {
  return (
    <>
      {byLanguage(view.guests).map(([language, guests]) => (
        <SignInSheet reader={readerIn(reader, language)} view={view} language={language} guests={guests} />
      ))}
    </>
  )
}

type LanguageProps = SheetProps & { language: string; guests: readonly Guest[] }

function SignInSheet({ reader, view, language, guests }: LanguageProps) {
  const { t } = reader
  const blank = Array.from({ length: WALK_INS }, () => [t('print.newHere'), '', '', '', ''])
  return (
    <Sheet reader={reader}>
      <Heading reader={reader} view={view}>
        {t('print.signInIn', { language: ownLanguageName(language) })}
      </Heading>
      <div class="sign-in">
        <Table
          caption={`${ownLanguageName(language)}: ${t('print.welcome')}`}
          heads={[
            t('print.family'),
            t('print.adults'),
            t('print.children'),
            t('print.needs'),
            t('print.sign'),
          ]}
          numbers={[1, 2]}
          rows={[
            ...guests.map(({ family, reply }) => [
              familyLabel(family),
              String(reply.adults),
              String(reply.children.length),
              needsText(reader, reply),
              '',
            ]),
            ...blank,
          ]}
        />
      </div>
    </Sheet>
  )
}

function needsText({ t, language }: Reader, { interpretation, ride, access }: Answered): string {
  const heard = interpretation.map((need) =>
    t('print.interpret', { language: languageName(need.language, language), count: need.adults }),
  )
  const rides = ride > 0 ? [t('print.ride', { count: ride })] : []
  return [...heard, ...rides, ...(access ? [access] : [])].join(' · ')
}

/** A tag for each grown-up who may come, with the languages they speak; their children get one to write on. */
function NameTags({ reader, view }: SheetProps) {
  const { t } = reader
  const blank = view.guests.reduce((sum, { family, reply }) => {
    return sum + Math.max(0, reply.adults - family.caregivers.length) + reply.children.length
  }, 0)
  return (
    <div class="tags">
      {view.guests.flatMap(({ family }) =>
        family.caregivers.map((one) => {
          const spoken = one.spokenLanguage ?? family.spokenLanguage
          return (
            <div class="tag" lang={spoken} dir={direction(spoken)}>
              <strong>{[one.givenName, one.familyName].filter(Boolean).join(' ')}</strong>
              <span>{ownLanguageName(spoken)}</span>
            </div>
          )
        }),
      )}
      {Array.from({ length: blank + WALK_INS }, () => (
        <div class="tag">
          <strong> </strong>
          <span>{t('print.iSpeak')}</span>
        </div>
      ))}
    </div>
  )
}

/** One sheet a language that must be interpreted: for whom, and room for words to agree on. */
function InterpreterSheets({ reader, view }: SheetProps) {
  const { t, language } = reader
  const languages = needed(view.guests)
  if (languages.length === 0) return <Notice>{t('print.noInterpreters')}</Notice>
  return (
    <>
      {languages.map(([tag, listeners]) => (
        <Sheet reader={reader}>
          <Heading reader={reader} view={view}>
            {t('print.interpreterIn', { language: languageName(tag, language) })}
          </Heading>
          <p>
            {t('print.presentedIn', { language: languageName(view.workshop.presentationLanguage, language) })}
          </p>
          <Table
            caption={t('print.listeners', { language: languageName(tag, language) })}
            heads={[t('print.family'), t('print.adults')]}
            numbers={[1]}
            rows={listeners.map(({ name, adults }) => [name, String(adults)])}
          />
          <h3>{t('print.words')}</h3>
          <div class="room" />
        </Sheet>
      ))}
    </>
  )
}

/** Who brings which children, what they may not eat, and who took them home: the only sheet with allergens. */
function ChildcareSheet({ reader, view }: SheetProps) {
  const { t } = reader
  const families = view.guests.filter(({ reply }) => reply.children.length > 0)
  if (families.length === 0) return <Notice>{t('print.noChildren')}</Notice>
  return (
    <Sheet reader={reader}>
      <Heading reader={reader} view={view}>
        {t('print.childcare')}
      </Heading>
      <p>{t('print.childcareText')}</p>
      <div class="sign-in">
        <Table
          caption={t('print.childrenCount', {
            count: families.reduce((sum, { reply }) => sum + reply.children.length, 0),
          })}
          heads={[
            t('print.family'),
            t('print.ages'),
            t('print.allergens'),
            t('print.broughtBy'),
            t('print.takenBy'),
          ]}
          rows={families.map(({ family, reply }) => [
            familyLabel(family),
            reply.children
              .toSorted((one, other) => monthsOf(one) - monthsOf(other))
              .map(age(t))
              .join(' · '),
            <strong>{reply.allergens.join(', ')}</strong>,
            '',
            '',
          ])}
        />
      </div>
    </Sheet>
  )
}

const age = (t: Translate) => (child: ComingChild) =>
  'ageBand' in child ? t(`session.band.${child.ageBand}`) : t('print.months', { count: child.months })

function byLanguage(guests: readonly Guest[]): [language: string, guests: Guest[]][] {
  const groups = new Map<string, Guest[]>()
  for (const guest of guests) {
    const { spokenLanguage } = guest.family
    groups.set(spokenLanguage, [...(groups.get(spokenLanguage) ?? []), guest])
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other))
}

type Listener = { name: string; adults: number }

function needed(guests: readonly Guest[]): [language: string, listeners: Listener[]][] {
  const groups = new Map<string, Listener[]>()
  for (const { family, reply } of guests) {
    for (const { language, adults } of reply.interpretation)
      groups.set(language, [...(groups.get(language) ?? []), { name: familyLabel(family), adults }])
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other))
}

async function viewOf(c: Visit, id: string): Promise<SheetView> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const { session, replies } = await listReplies(context, id)
  const [workshop, families] = await Promise.all([
    readWorkshop(context, session.workshop),
    allFamilies(context, school.id),
  ])
  const coming = new Map(
    replies.filter(({ attending, waiting }) => attending && !waiting).map((one) => [one.family, one]),
  )
  const guests = families.flatMap((family) => {
    const reply = coming.get(family.id)
    return reply ? [{ family, reply }] : []
  })
  return {
    session,
    workshop,
    guests: guests.sort((one, other) => one.family.name.localeCompare(other.family.name)),
  }
}

/** Registers the sheets of a session. */
export function registerSessionSheets(app: Hono<WebEnv>): void {
  for (const sheet of SESSION_SHEETS) {
    app.get(schoolRoutes.printSheet(':session', sheet), async (c) => {
      const view = await viewOf(c, c.req.param('session'))
      return show(c, <SessionSheetPage reader={c.get('reader')} view={view} sheet={sheet} />)
    })
  }
}
