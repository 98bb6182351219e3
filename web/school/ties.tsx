import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { readAnsweredTie, takeBackTieAnswer } from '../../shared/household/answered-tie.operations.ts'
import { answerTie, type OpenTie } from '../../shared/household/tie.operations.ts'
import { type AnsweredTie, isRevocable, TieAnswered } from '../../shared/household/tie.ts'
import { haveSameName } from '../../shared/roster/same-person.ts'
import { Button, Form } from '../components/form.tsx'
import { ButtonLink, Card, Notice } from '../components/parts.tsx'
import { listText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'
import { caregiverName, childText } from './family.tsx'

/** The differences between a roster and the families, each with two answers. */
export function TieList({ reader, ties }: { reader: Reader; ties: readonly OpenTie[] }) {
  const { t } = reader
  if (ties.length === 0) return null
  return (
    <Card tone="first" title={t('ties.title')}>
      <p>{t('ties.text')}</p>
      <ul>
        {ties.map((tie) => (
          <li>
            <TieForm reader={reader} tie={tie} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function TieForm({ reader, tie }: { reader: Reader; tie: OpenTie }) {
  const { question, effect, together, apart } = tieWords(reader, tie)
  return (
    <Form action={schoolRoutes.tie(tie.id)}>
      <p>{question}</p>
      <p>{effect}</p>
      <div class="actions">
        <Button name="answer" value="together">
          {together}
        </Button>
        <Button name="answer" value="apart" kind="quiet">
          {apart}
        </Button>
      </div>
    </Form>
  )
}

/** What is asked about a tie, with its people by name, what each answer does, and the words of the answers. */
export function tieWords(reader: Reader, tie: OpenTie) {
  const { t } = reader
  const subject = tie.kind === 'join' ? 'join' : 'part'
  const apart = tie.isMissing ? t('ties.missing.apart') : t(`ties.${subject}.apart`)
  return { ...questionOf(reader, tie), together: t(`ties.${subject}.together`), apart }
}

function questionOf({ t, language }: Reader, tie: OpenTie): { question: string; effect: string } {
  const [first, second] = tie.families
  const family = first?.name ?? ''
  const withPeople = (one = first) =>
    `${one?.name} (${listText((one?.caregivers ?? []).map(caregiverName), language)})`
  if (tie.renamedTo) {
    const people = tie.listed ?? []
    const listed = people.length > 0 ? listText(people.map(caregiverName), language) : tie.renamedTo
    const isSamePerson = people.some((one) => first?.caregivers.some((known) => haveSameName(one, known)))
    const question = t(isSamePerson ? 'ties.renumbered' : 'ties.renamed', { listed, family: withPeople() })
    return { question, effect: t('ties.renamed.effect', { listed, family }) }
  }
  if (tie.kind === 'join') {
    const other = withPeople(second)
    const question = t('ties.join', { family: withPeople(), other })
    return { question, effect: t('ties.join.effect', { family, other }) }
  }
  const { caregivers, children } = tie.leaving
  const people = listText(
    [...caregivers.map(caregiverName), ...children.map((child) => childText(t, child))],
    language,
  )
  const question = t(tie.isMissing ? 'ties.missing' : 'ties.part', { family, people })
  return { question, effect: t('ties.part.effect', { family, people }) }
}

/** A tie that was just answered, or `undone`. */
export type JustAnswered = Awaited<ReturnType<typeof readAnsweredTie>> | 'undone'

/** What an answer did, and the way back. */
export function AnsweredTieNotice({ reader, answered }: { reader: Reader; answered: JustAnswered }) {
  const { t } = reader
  if (!answered) return null
  if (answered === 'undone') return <Notice tone="done">{t('ties.did.undone')}</Notice>
  const { tie, family } = answered
  return (
    <Notice tone="done">
      <p>{t(`ties.did.${deedOf(tie)}`, { family: family.name })}</p>
      {isRevocable(tie) ? (
        <Form action={schoolRoutes.tie(tie.id)}>
          <Button name="answer" value="undo" kind="quiet">
            {t('undo.button')}
          </Button>
        </Form>
      ) : tie.kind === 'join' ? (
        <ButtonLink kind="quiet" href={schoolRoutes.splitFamily(family.id)}>
          {t('ties.toSplit')}
        </ButtonLink>
      ) : (
        <ButtonLink kind="quiet" href={schoolRoutes.family(family.id)}>
          {t('ties.toFamily', { family: family.name })}
        </ButtonLink>
      )}
    </Notice>
  )
}

function deedOf({ kind, answer, other }: AnsweredTie) {
  if (kind === 'part') return answer === 'together' ? 'together' : 'parted'
  if (answer === 'apart') return 'apart'
  return other ? 'joined' : 'numbered'
}

/** The tie of a page's query that was just answered. */
export async function justAnswered(
  ...[context, school, tie]: Parameters<typeof readAnsweredTie>
): Promise<JustAnswered> {
  return tie === 'undone' ? 'undone' : readAnsweredTie(context, school, tie)
}

/** Registers the answers about who belongs together. */
export function registerTies(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.tie(':tie'), {
    by: organizerOf,
    run: async ({ context, school, params, form }) => {
      if (form.text('answer') === 'undo') {
        await takeBackTieAnswer(context, school.id, params.tie)
        return 'undone'
      }
      await answerTie(context, school.id, params.tie, accept(TieAnswered, form.values).answer)
      return params.tie
    },
    done: (_, tie) => `${schoolRoutes.today()}?tie=${tie}`,
  })
}
