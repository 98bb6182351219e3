import type { StrengthFound } from '../../shared/family/strength.ts'
import type { LeaderSuggestion } from '../../shared/ladder/suggestion.operations.ts'
import { DAY_PARTS, type DayPart } from '../../shared/time/day-part.ts'
import { Button, Field, Select } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { skillText } from '../components/strength-list.tsx'
import { languageName, listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { InvitePanel, type Inviting } from './invite-panel.tsx'

/** What was looked for, and whom it found. */
export type LeaderSearch = { words: string; when: DayPart; found: readonly LeaderSuggestion[] }

type Found = StrengthFound & Partial<Pick<LeaderSuggestion, 'couldCome' | 'visits'>>
type Props = {
  reader: Reader
  suggested: readonly StrengthFound[]
  search: LeaderSearch | undefined
  /** Whom the open panel invites, among those shown or not. */
  inviting?: Inviting | undefined
}

/** Whom to invite, and why: those that a search found, or else families of which we heard lately. */
export function LeaderSuggestions({ reader, suggested, search, inviting }: Props) {
  const { t } = reader
  const shown: readonly Found[] = search?.found ?? suggested
  const isInvited = ({ family }: Found) => family.id === inviting?.family.id
  return (
    <section aria-labelledby="whom">
      <h2 id="whom">{t('ladder.find')}</h2>
      {shown.length === 0 && !inviting ? (
        <Notice>{t(search ? 'strengths.nobodyFound' : 'strengths.nobodyYet')}</Notice>
      ) : (
        <ul class="firsts">
          {inviting && !shown.some(isInvited) && <InvitePanel reader={reader} {...inviting} />}
          {shown.map((found) =>
            inviting && isInvited(found) ? (
              <InvitePanel reader={reader} {...inviting} />
            ) : (
              <Suggestion reader={reader} found={found} when={search?.when} />
            ),
          )}
        </ul>
      )}
      <details class="fold" open={search !== undefined}>
        <summary>{t('ladder.words')}</summary>
        <StrengthSearchForm reader={reader} search={search} />
      </details>
    </section>
  )
}

type SuggestionProps = { reader: Reader; found: Found; when: DayPart | undefined }

function Suggestion({ reader, found, when }: SuggestionProps) {
  const { t, language } = reader
  const { family, couldCome, visits = 0 } = found
  return (
    <li>
      <div>
        <h3>
          <a href={schoolRoutes.family(family.id)}>
            <bdi>{familyLabel(family)}</bdi>
          </a>
        </h3>
        <p class="small soft">{languageName(family.spokenLanguage, language)}</p>
      </div>
      <p class="small">
        <Icon name="heart" />
        <span>
          {saidOf(reader, found)}{' '}
          <span class="soft">
            {couldCome && when && t('ladder.couldCome', { when: t(`ladder.when.${when}`) })}{' '}
            {visits > 0 && t('ladder.visits', { count: visits })}
          </span>
        </span>
      </p>
      <ButtonLink kind="quiet" href={`${schoolRoutes.invite(family.id)}#invite`}>
        {t('invite.button')}
        <span class="screen-reader"> {family.name}</span>
      </ButtonLink>
    </li>
  )
}

/** What the family said that fits in its own words, or else what it ticked. */
function saidOf(reader: Reader, { family, strengths, skills }: Found) {
  const { t, language } = reader
  const [first] = strengths
  if (!first) {
    const names = skills.map((skill) => skillText(reader, skill, family.spokenLanguage))
    return `${t('skills.title')}: ${listText(names, language)}`
  }
  return (
    <>
      {t(`strengths.${first.kind}`)}: <bdi>{strengths.map(({ text }) => text).join(' · ')}</bdi>
    </>
  )
}

function StrengthSearchForm({ reader: { t }, search }: Pick<Props, 'reader' | 'search'>) {
  const part = { t, form: {}, plain: true }
  return (
    <form method="get" action={schoolRoutes.ladder()} class="looking">
      <Field {...part} name="words" type="search" label={t('ladder.strength')} value={search?.words} />
      <Select
        {...part}
        name="when"
        label={t('ladder.when')}
        value={search?.when}
        options={DAY_PARTS.map((value) => ({ value, label: t(`ladder.when.${value}`) }))}
      />
      <Button kind="quiet">{t('strengths.searchButton')}</Button>
    </form>
  )
}
