import type { Confirmation } from '../../shared/delivery/confirmation.ts'
import type { FamilyMessage } from '../../shared/delivery/delivery.operations.ts'
import {
  type AskedQuestion,
  asksSomething,
  MOST_NUMBERED,
  MOST_SEGMENTS,
} from '../../shared/delivery/text-question.ts'
import { fieldsToTell, type Topic } from '../../shared/delivery/topic.ts'
import { plainSigns, segmentsOf } from '../../shared/message/segment.ts'
import type { School } from '../../shared/school/school.ts'
import { byTime } from '../../shared/workshop/poll.ts'
import { routes } from '../routes.ts'
import { bestLanguage, loadLanguages, localText, pageLanguageOf, translator } from './catalogue.ts'
import { briefMomentWithin } from './format.ts'
import { oneLine } from './one-line.ts'

type Asking = { school: School; language: string; link: string; question: AskedQuestion }

/** The text that asks a question so that numbers answer it: the times or the two answers under their numbers, a line each. */
export function questionWords({ about, workshop, session }: Topic, asking: Asking): string {
  const { school, language, link, question } = asking
  const page = bestLanguage([language])
  const t = translator(page)
  const told = about.told ?? fieldsToTell({ workshop, ...(session && { session }) })
  const title = localText(told.title, pageLanguageOf(language) ? language : page)
  const when = (start: string, timeZone: string) => briefMomentWithin(start, { language: page, timeZone })
  const lines =
    question.kind === 'vote'
      ? [
          t('text.ask.vote', { title }),
          ...question.times.map(({ start, timeZone }, place) => `${place + 1} ${when(start, timeZone)}`),
          t('text.ask.how'),
        ]
      : [
          t(about.kind === 'moved' ? 'text.ask.moved' : 'text.ask.session', {
            title,
            when: told.start ? when(told.start, session?.timeZone ?? school.timeZone) : '',
          }),
          ...(told.place ? [t('notice.place', { place: told.place })] : []),
          t('text.ask.sessionHow', { people: question.people }),
        ]
  const [first = '', ...others] = [...lines, link]
  const words = [`${school.name}: ${first}`, ...others].map((line) => plainSigns(oneLine(line)))
  // How to end texts is said in every other one, and left out here where it would cost a further segment.
  const withStop = [...words, t('text.stop')].join('\n')
  return segmentsOf(withStop).segments <= MOST_SEGMENTS ? withStop : words.join('\n')
}

/** The text that asks for the times of a vote, or why it carries the link only; neither for other topics. */
export function questionText(
  topic: Topic,
  reading: Omit<Asking, 'question'>,
): { text?: string; why?: 'numbers' | 'many' | 'long' } {
  if (topic.session || !asksSomething(topic)) return {}
  const times = byTime(topic.workshop.poll?.options ?? [])
  if (times.length > MOST_NUMBERED) return { why: 'many' }
  const text = questionWords(topic, { ...reading, question: { kind: 'vote', times } })
  return segmentsOf(text).segments > MOST_SEGMENTS ? { why: 'long' } : { text, why: 'numbers' }
}

/** Whether the question of a message fits into the segments of a text, with its words. */
export async function questionFits(message: FamilyMessage, origin: string): Promise<boolean> {
  const { topics, question, school, language, token } = message
  const [topic] = topics
  if (!topic || !question) return false
  await loadLanguages([bestLanguage([language])])
  const link = origin + routes.familyLink(token)
  return segmentsOf(questionWords(topic, { school, language, link, question })).segments <= MOST_SEGMENTS
}

/** The text that tells what became of an answer by text. */
export function confirmationWords(
  { outcome, school, links, workshop, session, vote, reply }: Confirmation,
  { language, origin }: { language: string; origin: string },
): string {
  const page = bestLanguage([language])
  const t = translator(page)
  const urls = links.map(({ token }) => origin + routes.familyLink(token))
  const link =
    urls.length > 1 ? links.map(({ name }, place) => `${name}: ${urls[place]}`).join(' ') : urls.join()
  const title = workshop ? localText(workshop.title, pageLanguageOf(language) ? language : page) : ''
  const fields = { school: school.name, link, title }
  if (outcome === 'voted')
    return plain(t('text.answer.voted', { ...fields, said: saidWords(vote ?? [], page) }))
  if (outcome === 'replied') {
    const when = session
      ? briefMomentWithin(session.start, { language: page, timeZone: session.timeZone })
      : ''
    const people = reply ? reply.adults + reply.children.length : 0
    const key = reply?.attending ? 'text.answer.coming' : 'text.answer.notComing'
    return plain(t(key, { ...fields, when, people }))
  }
  return plain(t(`text.answer.${outcome}`, fields))
}

const plain = (text: string) => plainSigns(oneLine(text))

function saidWords(vote: NonNullable<Confirmation['vote']>, page: string): string {
  const t = translator(bestLanguage([page]))
  const timesOf = (wanted: 'yes' | 'ifNeeded') =>
    vote
      .filter(({ answer }) => answer === wanted)
      .map(({ option: { start, timeZone } }) => briefMomentWithin(start, { language: page, timeZone }))
  const [yes, ifNeeded] = [timesOf('yes'), timesOf('ifNeeded')]
  if (yes.length + ifNeeded.length === 0) return t('text.said.none')
  const no = vote.filter(({ answer }) => answer === 'no').length
  return [
    yes.length > 0 && t('text.said.yes', { times: yes.join('; ') }),
    ifNeeded.length > 0 && t('text.said.ifNeeded', { times: ifNeeded.join('; ') }),
    no > 0 && t('text.said.no', { count: no }),
  ]
    .filter(Boolean)
    .join(' ')
}
