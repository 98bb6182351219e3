import { caregiverNames, type Listed } from '../../shared/family/directory.ts'
import type { Introduction, Likely } from '../../shared/household/introduction.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { languageName, listText, weekdayWithin } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

/** An introduction with the families that it may be of. */
export type Introduced = Introduction & { likely: Likely }

/** For which introduction a family was searched, and what was found. */
export type FamilySearched = { of: string; text: string; found: readonly Listed[] }

type CardProps = {
  reader: Reader
  one: Introduced
  today: string
  search: FamilySearched | undefined
  /** Only the first has a solid button. */
  isFirst: boolean
}

/** Who introduced themselves, by which way they are reached, the families that they may be, and the answers. */
export function IntroductionCard({ reader, one, today, search, isFirst }: CardProps) {
  const { t, language } = reader
  const { id, name, other, answerBy, classes, likely } = one
  const hasSameAddress = likely.byAddress.length > 0
  const isLate = answerBy < today
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{listText(other ? [name, other] : [name], language)}</bdi>
      </h2>
      <WayIn reader={reader} one={one} />
      {classes && <p>{t('introductions.classes', { classes })}</p>}
      <p class={isLate ? 'late' : 'soft'}>
        {isLate && <Icon name="warning" />}
        {t('introductions.due', { day: weekdayWithin(answerBy, language) })}
      </p>
      <LikelyFamilies {...{ reader, one, isFirst }} search={search?.of === id ? search : undefined} />
      <div class="actions">
        <Form action={schoolRoutes.acceptIntroduction(id)}>
          <Button kind={isFirst && !hasSameAddress ? 'main' : 'quiet'}>
            {t('introductions.accept')}
            <span class="screen-reader">: {name}</span>
          </Button>
        </Form>
        <Form action={schoolRoutes.declineIntroduction(id)}>
          <Button kind="quiet">
            {t('introductions.decline')}
            <span class="screen-reader">: {name}</span>
          </Button>
        </Form>
      </div>
    </section>
  )
}

function WayIn({ reader: { t, language }, one }: { reader: Reader; one: Introduction }) {
  const { way, address } = one
  const href = way === 'email' ? `mailto:${address}` : `tel:${address}`
  return (
    <p class="meta">
      <span>
        <Icon name="voices" />
        {languageName(one.language, language)}
      </span>
      <span>
        <Icon name={way === 'email' ? 'envelope' : way === 'sms' ? 'message' : 'phone'} />
        {t(`about.channel.${way}`)}{' '}
        <a href={href} dir="ltr">
          {address}
        </a>
      </span>
    </p>
  )
}

/** Families that it may be, those with its number or address first; another one is found by a search. */
function LikelyFamilies({ reader, one, search, isFirst }: Omit<CardProps, 'today'>) {
  const { t } = reader
  const { id, likely, name, address } = one
  const known = [...likely.byAddress, ...likely.byName].map((family) => family.id)
  const found = (search?.found ?? []).filter((family) => !known.includes(family.id))
  const lists = [
    ...likely.byAddress.map((family) => ({ family, why: t('introductions.byAddress') })),
    ...likely.byName.map((family) => ({ family, why: t('introductions.byName') })),
    ...found.map((family) => ({ family, why: t('introductions.found') })),
  ]
  return (
    <details open={lists.length > 0 || search !== undefined} class="fold">
      <summary>
        {t('introductions.likely')}
        <span class="screen-reader">: {name}</span>
      </summary>
      <p class="soft">{t('introductions.joinText', { name, address })}</p>
      <ul class="list">
        {lists.map(({ family, why }, place) => (
          <LikelyFamily
            {...{ reader, id, family, why }}
            isMain={isFirst && place === 0 && likely.byAddress.length > 0}
          />
        ))}
      </ul>
      <FamilySearch reader={reader} one={one} text={search?.text ?? ''} />
      {search && search.found.length === 0 && <p>{t('families.notFound')}</p>}
    </details>
  )
}

type LikelyProps = { reader: Reader; id: string; family: Listed; why: string; isMain: boolean }

function LikelyFamily({ reader: { t, language }, id, family, why, isMain }: LikelyProps) {
  return (
    <li>
      <p>
        <a href={schoolRoutes.family(family.id)}>
          <bdi>{family.name}</bdi>
        </a>{' '}
        <bdi class="soft">{listText(caregiverNames(family), language)}</bdi> · <b>{why}</b>
      </p>
      <Form action={schoolRoutes.joinIntroduction(id)}>
        <Hidden name="family" value={family.id} />
        <Button kind={isMain ? 'main' : 'quiet'}>
          {t('introductions.join')}
          <span class="screen-reader">: {family.name}</span>
        </Button>
      </Form>
    </li>
  )
}

function FamilySearch({ reader: { t }, one, text }: { reader: Reader; one: Introduction; text: string }) {
  const label = `${t('introductions.search')}: ${one.name}`
  return (
    <form method="get" action={`${schoolRoutes.introductions()}#${one.id}`} class="find">
      <input type="hidden" name="of" value={one.id} />
      <input
        type="search"
        name="search"
        required
        maxlength={100}
        value={text}
        aria-label={label}
        placeholder={t('introductions.search')}
      />
      <button type="submit" class="quiet">
        {t('families.searchButton')}
      </button>
    </form>
  )
}
