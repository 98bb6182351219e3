import type { Listed } from '../../shared/family/directory.ts'
import { mealsOf, mealsWithoutBrought } from '../../shared/logistics/food.ts'
import type { Logistics } from '../../shared/logistics/logistics.operations.ts'
import type { TakenLine } from '../../shared/session/sign-up.operations.ts'
import { TEMPLATES } from '../../shared/session/sign-up-template.ts'
import { DownloadMenu } from '../components/download-menu.tsx'
import { ErrorSummary, Form } from '../components/form.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Card } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { crumbsOf } from './crumbs.ts'
import { SchoolPage } from './frame.tsx'
import { AddLine, EditLine, SignUpRow } from './sign-up-rows.tsx'

/** What families bring or do for a session, who takes what, and what was typed. */
export type SignUpsView = {
  logistics: Logistics
  lines: readonly TakenLine[]
  /** The names of families by their ids. */
  names: ReadonlyMap<string, string>
  /** The families for whom the team takes something down. */
  choosable: readonly Listed[]
  /** The line whose form is open. */
  edit: string | undefined
  form: FormState
}

type Props = { reader: Reader; view: SignUpsView }

/** The sign-up list of a session for the team: it is a gift, so that nobody is listed who has not signed up. */
export function SignUpsPage({ reader, view }: Props) {
  const { t } = reader
  const { logistics, lines, edit, form } = view
  const { session, workshop } = logistics
  const sum = (count: (line: TakenLine) => number) => lines.reduce((all, line) => all + count(line), 0)
  const title = t('signups.title', { taken: sum(({ taken }) => taken), wanted: sum(({ wanted }) => wanted) })
  const brought = sum(({ taken, portions = 0 }) => taken * portions)
  return (
    <SchoolPage look="desk" reader={reader} title={title}>
      <PageHead
        t={t}
        title={lines.length > 0 ? title : t('signups.none')}
        crumbs={crumbsOf(reader, workshop, session.id)}
        answer={<p class="meta">{t('signups.gift')}</p>}
        {...(lines.length > 0 && { actions: <ListFiles reader={reader} session={session.id} /> })}
      />
      {edit === undefined && <ErrorSummary t={t} form={form} />}
      <div class="beside">
        <div>
          <ul class="gives">
            {lines.map((line) =>
              line.id === edit ? (
                <EditLine reader={reader} view={view} line={line} />
              ) : (
                <SignUpRow reader={reader} view={view} line={line} />
              ),
            )}
          </ul>
          {edit === undefined && <AddLine reader={reader} view={view} />}
        </div>
        <div>
          {brought > 0 && logistics.food.target > 0 && (
            <Saved reader={reader} logistics={logistics} brought={brought} />
          )}
          <Templates reader={reader} logistics={logistics} />
        </div>
      </div>
    </SchoolPage>
  )
}

/** What can be printed of the list, and the list as a file. */
function ListFiles({ reader: { t }, session }: { reader: Reader; session: string }) {
  return (
    <>
      <ButtonLink kind="quiet" href={schoolRoutes.printSheet(session, 'table-cards')}>
        <Icon name="printer" />
        {t('print.table-cards')}
      </ButtonLink>
      <DownloadMenu
        t={t}
        label={t('download.button')}
        href={(format) => schoolRoutes.signUpsFile(session, format)}
      />
    </>
  )
}

/** The meals that need not be ordered. */
function Saved({
  reader: { t },
  logistics: { food, session },
  brought,
}: {
  reader: Reader
  logistics: Logistics
  brought: number
}) {
  const rows = [
    { name: t('signups.meals'), count: mealsWithoutBrought(food) },
    { name: t('signups.brought'), count: brought },
    { name: t('signups.order'), count: mealsOf(food) },
  ]
  return (
    <Card title={t('signups.saves')}>
      <dl class="sum">
        {rows.map(({ name, count }) => (
          <div>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">{t('signups.special')}</p>
      <ButtonLink kind="quiet" href={`${schoolRoutes.checklist(session.id)}#meals`}>
        {t('today.checklistButton')}
      </ButtonLink>
    </Card>
  )
}

const TEMPLATE_ICONS = {
  potluck: 'food',
  setUp: 'door',
  greeters: 'heart',
  childcare: 'child',
  rides: 'car',
} as const satisfies Record<(typeof TEMPLATES)[number], IconName>

function Templates({ reader: { t }, logistics }: { reader: Reader; logistics: Logistics }) {
  const { families } = logistics.expected
  return (
    <Card title={t('signups.from')}>
      <ul class="lines">
        {TEMPLATES.map((template) => (
          <li>
            <Icon name={TEMPLATE_ICONS[template]} />
            <Form action={schoolRoutes.signUpTemplate(logistics.session.id)}>
              <button type="submit" class="bare" name="template" value={template}>
                {t(`signups.template.${template}`, { families })}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
