import { Table } from '../components/parts.tsx'
import { languageName, ownLanguageName } from '../messages/format.ts'
import { familyLabel } from './family.tsx'
import {
  byLanguage,
  type Given,
  type Guest,
  NoReplies,
  SheetHeading,
  type SheetProps,
  type SheetView,
  WALK_INS,
} from './print-guests.tsx'
import { Said, Sheet, type Voice, voiceIn, Written } from './print-sheet.tsx'

/**
 * One sheet per language: the expected families, what each brings or does, to tick, and the needs that a host must see. Never
 * allergens.
 */
export function SignInSheets({ reader, view }: SheetProps) {
  const groups = byLanguage(view.guests.map((guest) => [guest.family.spokenLanguage, guest] as const))
  const nobody: typeof groups = [[reader.school?.defaultLanguage ?? reader.language, []]]
  return (
    <>
      <NoReplies reader={reader} view={view} />
      {(groups.length > 0 ? groups : nobody).map(([language, guests]) => (
        <SignInSheet voice={voiceIn(reader, language)} view={view} guests={guests} />
      ))}
    </>
  )
}

type SignInProps = { voice: Voice; view: SheetView; guests: readonly Guest[] }

function SignInSheet({ voice, view, guests }: SignInProps) {
  const { t } = voice.reader
  const language = ownLanguageName(voice.language)
  const said = (text: string) => <Said voice={voice}>{text}</Said>
  const expected = guests.map(({ family, reply }) => [
    <>
      <bdi>{familyLabel(family)}</bdi>
      <Gifts voice={voice} gifts={view.gifts.get(family.id) ?? []} />
    </>,
    String(reply.adults),
    String(reply.children.length),
    <Needs voice={voice} guest={{ family, reply }} />,
    '',
  ])
  const walkIns = Array.from({ length: WALK_INS }, () => [said(t('print.newHere')), '', '', '', ''])
  return (
    <Sheet voice={voice}>
      <SheetHeading voice={voice} view={view} heading={t('print.signInIn', { language })} />
      <div class="sign-in">
        <Table
          caption={said(t('print.welcome'))}
          heads={(['family', 'adults', 'children', 'needs', 'sign'] as const).map((head) =>
            said(t(`print.${head}`)),
          )}
          numbers={[1, 2]}
          rows={[...expected, ...walkIns]}
        />
      </div>
    </Sheet>
  )
}

// Whoever greets ticks on paper what the door ticks on a screen.
function Gifts({ voice, gifts }: { voice: Voice; gifts: readonly Given[] }) {
  return gifts.map(({ title, places }) => (
    <div>
      ☐ <Written voice={voice} text={title} />
      {places > 1 && ` × ${places}`}
    </div>
  ))
}

/** Help with language, a ride, and access in the family's own words. */
function Needs({ voice, guest }: { voice: Voice; guest: Guest }) {
  const { t, language } = voice.reader
  const { interpretation, ride, access } = guest.reply
  const needs = interpretation.map((need) =>
    t('print.interpret', { language: languageName(need.language, language), count: need.adults }),
  )
  if (ride > 0) needs.push(t('print.ride', { count: ride }))
  return (
    <>
      {needs.length > 0 && <Said voice={voice}>{needs.join(' · ')}</Said>}
      {needs.length > 0 && access && ' · '}
      {access && <bdi>{access}</bdi>}
    </>
  )
}
