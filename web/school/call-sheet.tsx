import type { CallToMake } from '../../shared/delivery/call-list.operations.ts'
import type { FamilyCalls } from '../../shared/message/call.ts'
import { Address } from '../components/address.tsx'
import { bestLanguage, direction } from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { noticeWords } from '../messages/notice-words.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { matterOf } from './family-calls.tsx'
import { PrintPage } from './print-sheet.tsx'

// The rare outcomes are written in words.
const BOXES = ['reached', 'messageLeft', 'noAnswer'] as const

type Props = { reader: Reader; families: readonly FamilyCalls<CallToMake>[] }

/** The call list on paper: whom to call at which number, boxes for how it went, and below what to say, each text once. */
export function CallSheet({ reader, families }: Props) {
  const { t } = reader
  const texts = textsOf(reader, families)
  return (
    <PrintPage look="people" reader={reader} title={t('calls.title')} back={schoolRoutes.calls()}>
      <article class="sheet call-sheet">
        <h2>{t('calls.families', { count: families.length })}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('team.name')}</th>
              <th scope="col">{t('calls.number')}</th>
              <th scope="col">{t('families.language')}</th>
              <th scope="col">{t('calls.say')}</th>
              {BOXES.map((outcome) => (
                <th scope="col">{t(`calls.outcome.${outcome}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {families.flatMap(peopleOf).map((calls) => (
              <PersonRow {...{ reader, calls, texts }} />
            ))}
          </tbody>
        </table>
        <h2>{t('calls.say')}</h2>
        <ol class="said">
          {texts.map((text) => (
            <li>
              <b>{text.title}</b>{' '}
              <span lang={text.language} dir={direction(text.language)}>
                {text.words}
              </span>
            </li>
          ))}
        </ol>
      </article>
    </PrintPage>
  )
}

/** The calls of a family by the person who is called. */
function peopleOf({ calls }: FamilyCalls<CallToMake>): CallToMake[][] {
  const people = [...new Set(calls.map(({ caregiver }) => caregiver))]
  return people.map((person) => calls.filter(({ caregiver }) => caregiver === person))
}

/** What is said about a matter in a language. */
type Text = { title: string; language: ReturnType<typeof bestLanguage>; words: string }

function textOf({ school }: Reader, call: CallToMake): Omit<Text, 'title'> {
  const language = bestLanguage([call.language])
  const { about, workshop, session } = call
  const given = { about, workshop, ...(session && { session }) }
  const words = school ? noticeWords(given, { school, language }).lines.join(' ') : ''
  return { language, words }
}

/** Every text that is said to a family of the list, once. */
function textsOf(reader: Reader, families: Props['families']): Text[] {
  const texts = families
    .flatMap(({ calls }) => calls)
    .map((call): [string, Text] => {
      const text = textOf(reader, call)
      return [text.words, { ...text, title: matterOf(reader, call) }]
    })
  return [...new Map(texts).values()]
}

function PersonRow({ reader, calls, texts }: { reader: Reader; calls: CallToMake[]; texts: Text[] }) {
  const { t, language } = reader
  const [first] = calls
  const places = calls.map((call) => texts.findIndex(({ words }) => words === textOf(reader, call).words) + 1)
  return (
    <tr>
      <th scope="row">
        <bdi>{first?.name || t('calls.family')}</bdi>
      </th>
      <td>
        {first?.to ? (
          <Address reader={reader} address={first.to} />
        ) : (
          t(`calls.reason.${first?.reason ?? 'noWay'}`)
        )}
      </td>
      <td>{languageName(first?.language ?? language, language)}</td>
      <td>{places.join(', ')}</td>
      {BOXES.map(() => (
        <td>☐</td>
      ))}
    </tr>
  )
}
