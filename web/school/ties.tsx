import type { Hono } from 'hono'
import { answerTie, type OpenTie } from '../../shared/household/tie.operations.ts'
import { TieAnswered } from '../../shared/household/tie.ts'
import { Button, Form } from '../components/form.tsx'
import { Card } from '../components/parts.tsx'
import { listText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
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
  const { t } = reader
  const subject = tie.kind === 'join' ? 'join' : 'part'
  const apart = tie.isMissing ? t('ties.missing.apart') : t(`ties.${subject}.apart`)
  return (
    <Form action={schoolRoutes.tie(tie.id)}>
      <p>{questionOf(reader, tie)}</p>
      <div class="actions">
        <Button name="answer" value="together">
          {t(`ties.${subject}.together`)}
        </Button>
        <Button name="answer" value="apart" kind="quiet">
          {apart}
        </Button>
      </div>
    </Form>
  )
}

function questionOf({ t, language }: Reader, tie: OpenTie): string {
  const [family = '', other = ''] = tie.families.map(({ name }) => name)
  if (tie.renamedTo) return t('ties.renamed', { family })
  if (tie.kind === 'join') return t('ties.join', { family, other })
  const { caregivers, children } = tie.leaving
  const names = [...caregivers.map(caregiverName), ...children.map((child) => childText(t, child))]
  return t(tie.isMissing ? 'ties.missing' : 'ties.part', { family, people: listText(names, language) })
}

/** Registers the answers about who belongs together. */
export function registerTies(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.tie(':tie'), {
    by: organizerOf,
    schema: TieAnswered,
    run: ({ context, school, params }, { answer }) => answerTie(context, school.id, params.tie, answer),
    done: () => schoolRoutes.today(),
  })
}
