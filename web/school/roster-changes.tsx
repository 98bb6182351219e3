import type { ChangedFamily, NewcomerFamily } from '../../shared/roster/preview.ts'
import type { Translator } from '../messages/catalogue.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { fieldText, reachText } from './roster-words.ts'

const MOST_SHOWN = 50

function More({ t, count }: { t: Translator; count: number }) {
  return count > MOST_SHOWN ? <p>{t('roster.more', { count: count - MOST_SHOWN })}</p> : null
}

/** The families that a roster adds, each with its line and how it can be reached. */
export function NewFamilies({ reader, families }: { reader: Reader; families: readonly NewcomerFamily[] }) {
  const { t } = reader
  if (families.length === 0) return null
  return (
    <section class="panel" id="new">
      <h2>{t('roster.part.created')}</h2>
      <ul class="newcomers">
        {families.slice(0, MOST_SHOWN).map(({ line, family }) => (
          <li>
            <span class="soft">{line ? t('roster.lineOf', { line }) : ''}</span>
            <b dir="auto">{familyLabel(family)}</b>
            <span class="soft">{reachText(reader, family)}</span>
          </li>
        ))}
      </ul>
      <More t={t} count={families.length} />
    </section>
  )
}

/** The families that a roster changes: what was before, and what is now. */
export function ChangedFamilies({
  reader,
  families,
}: {
  reader: Reader
  families: readonly ChangedFamily[]
}) {
  const { t } = reader
  if (families.length === 0) return null
  return (
    <section class="panel" id="changed">
      <h2>{t('roster.part.updated')}</h2>
      <section class="scroll" tabindex={0} aria-label={t('roster.part.updated')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('roster.line')}</th>
              <th scope="col">{t('families.name')}</th>
              <th scope="col">{t('roster.changes')}</th>
              <th scope="col">{t('roster.beforeNow')}</th>
            </tr>
          </thead>
          <tbody>
            {families.slice(0, MOST_SHOWN).map((family) => (
              <Changes reader={reader} change={family} />
            ))}
          </tbody>
        </table>
      </section>
      <More t={t} count={families.length} />
    </section>
  )
}

function Changes({ reader, change }: { reader: Reader; change: ChangedFamily }) {
  const { t } = reader
  const { line, before, after, fields } = change
  const cells = (
    <>
      <td class="number soft">{line ?? '—'}</td>
      <th scope="row">
        <bdi>{after.name}</bdi>
      </th>
    </>
  )
  if (fields.length === 0)
    return (
      <tr>
        {cells}
        <td>{t('roster.change.renumbered')}</td>
        <td />
      </tr>
    )
  return (
    <>
      {fields.map((field) => (
        <tr>
          {cells}
          <td>{t(`roster.change.${field}`)}</td>
          <td>
            <del class="soft">{fieldText(reader, field, before)}</del> <span aria-hidden="true">›</span>{' '}
            <ins>{fieldText(reader, field, after)}</ins>
          </td>
        </tr>
      ))}
    </>
  )
}

/** The families for whom nothing changes. */
export function AsBefore({ t, count }: { t: Translator; count: number }) {
  if (count === 0) return null
  return (
    <details class="fold" id="same">
      <summary>{t('roster.asBefore', { count })}</summary>
      <p class="soft">{t('roster.stays')}</p>
    </details>
  )
}
