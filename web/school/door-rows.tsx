import { Button, Field, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { localText } from '../messages/catalogue.ts'
import { languageName, languageWithin } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import type { DoorGift, DoorGuest } from './door-view.ts'
import { familyLabel } from './family.tsx'

type RowsProps = {
  reader: Reader
  session: string
  guests: readonly DoorGuest[]
  /** Whether headsets are given out. */
  headsets: boolean
}

/** The names, each a button: a tap lets a family in, and another takes it back. They stay where they are. */
export function DoorRows({ reader, session, guests, headsets }: RowsProps) {
  return (
    <ul class="arrivals" aria-label={reader.t('door.families')}>
      {guests.map((guest) => (
        <DoorRow reader={reader} session={session} guest={guest} headsets={headsets} />
      ))}
    </ul>
  )
}

type GiftProps = Pick<RowProps, 'reader' | 'session'> & { family: DoorGuest['family']; gift: DoorGift }
type RowProps = Omit<RowsProps, 'guests'> & { guest: DoorGuest }

// The script finds both addresses in the form, and swaps them with each tap.
function DoorRow({ reader, session, guest, headsets }: RowProps) {
  const { family, reply, here } = guest
  const paths = pathsOf(session, family.id)
  return (
    <li
      id={`at-${family.id}`}
      data-in={paths.in}
      data-out={paths.out}
      class={guest.gifts?.length ? 'brings' : ''}
    >
      <Form action={here ? paths.out : paths.in} keep={familyLabel(family)}>
        <Hidden name="adults" kind="int" value={reply?.adults ?? 1} />
        <Hidden name="children" kind="int" value={reply?.children.length ?? 0} />
        <button type="submit" class="arrive" aria-pressed={here ? 'true' : 'false'}>
          <Icon name="toDo" />
          <Icon name="done" />
          <GuestWords reader={reader} guest={guest} headsets={headsets} />
          <span class="say-here" aria-hidden="true">
            {reader.t('door.isHere')}
          </span>
        </button>
      </Form>
      {guest.gifts?.map((gift) => (
        <GiftForm reader={reader} session={session} family={family} gift={gift} />
      ))}
    </li>
  )
}

function GuestWords({ reader, guest, headsets }: Omit<RowProps, 'session'>) {
  const given = givenNames(guest.family)
  return (
    <span>
      <b>
        <bdi>{guest.family.name}</bdi>
      </b>
      <small>
        {given && (
          <>
            <bdi>{given}</bdi> ·{' '}
          </>
        )}
        {detailsOf(reader, guest, headsets)}
      </small>
    </span>
  )
}

/** What the family said it would bring or do: a tap notes that it did, and another takes that back. */
function GiftForm({ reader, session, family, gift }: GiftProps) {
  const { line, title, taking } = gift
  const isGiven = taking.givenAt !== undefined
  const label = localText(title, reader.language)
  return (
    <Form
      action={schoolRoutes.signUpGiven(session, line, family.id)}
      class="gift"
      keep={`${familyLabel(family)}: ${label}`}
    >
      <Hidden name="given" value={isGiven ? '' : 'yes'} />
      <button type="submit" class="plain" aria-pressed={isGiven ? 'true' : 'false'}>
        <Icon name="toDo" />
        <Icon name="done" />
        <span>
          {label}
          {taking.places > 1 && ` (${reader.t('notice.gift.places', { places: taking.places })})`}
          {taking.note && (
            <>
              {': '}
              <bdi>{taking.note}</bdi>
            </>
          )}
          <span class="screen-reader"> {familyLabel(family)}</span>
        </span>
      </button>
    </Form>
  )
}

function pathsOf(session: string, family: string) {
  return { in: schoolRoutes.checkInFamily(session, family), out: schoolRoutes.undoCheckIn(session, family) }
}

function detailsOf({ t, language }: Reader, { family, reply, here }: DoorGuest, headsets: boolean): string {
  const said = here ?? (reply && { adults: reply.adults, children: reply.children.length })
  return [
    said ? t('door.people', said) : languageName(family.language, language),
    ...(headsets ? (reply?.interpretation ?? []) : []).map((one) =>
      t('door.headset', { language: languageWithin(one.language, language) }),
    ),
  ].join(' · ')
}

/** The first names that tell families of one name apart. */
function givenNames({ name, caregivers }: DoorGuest['family']): string {
  const given = caregivers.map(({ givenName }) => givenName).filter(Boolean)
  return given.join() === name ? '' : given.join(', ')
}

/** Who was just let in, with how many, and the way back. */
export function JustArrived({ reader: { t }, session, guest }: Omit<RowProps, 'headsets'>) {
  const { family, here } = guest
  if (!here) return null
  const paths = pathsOf(session, family.id)
  const label = familyLabel(family)
  const number = { t, form: {}, type: 'number', short: true, plain: true } as const
  return (
    <>
      <p>
        <b>{t('door.done', { family: label })}</b> {t('door.people', here)}
      </p>
      <Form action={paths.out} keep={label}>
        <button type="submit" class="plain">
          {t('door.takeBack')}
          <span class="screen-reader"> {label}</span>
        </button>
      </Form>
      <details class="numbers">
        <summary>
          {t('door.otherNumbers')}
          <span class="screen-reader"> {label}</span>
        </summary>
        <Form action={paths.in}>
          <Field {...number} name="adults" label={t('print.adults')} value={here.adults} />
          <Field {...number} name="children" label={t('print.children')} value={here.children} />
          <Button kind="quiet">{t('form.save')}</Button>
        </Form>
      </details>
    </>
  )
}
