import type { Hono } from 'hono'
import { type Ladder, readLadder, settleNomination } from '../../shared/ladder/ladder.operations.ts'
import { stepsOf } from '../../shared/ladder/ladder.ts'
import { type LeaderSuggestion, suggestLeaders } from '../../shared/ladder/suggestion.operations.ts'
import { DAY_PARTS, type DayPart } from '../../shared/time/day-part.ts'
import { Button, Field, Form, Select } from '../components/form.tsx'
import { ButtonLink, Card, Notice, Table } from '../components/parts.tsx'
import { StrengthList } from '../components/strength-list.tsx'
import { languageName, listText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

type Search = { words: string; when: DayPart; found: readonly LeaderSuggestion[] }
type Props = { reader: Reader; ladder: Ladder; search: Search | undefined; invited: boolean }

/** Leadership of parents: whom to invite and why, the answers, the nominations, and this term's growth. */
export function LadderPage({ reader, ladder, search, invited }: Props) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('ladder.title')}>
      <h1>{t('ladder.title')}</h1>
      {invited && <Notice tone="done">{t('ladder.invited')}</Notice>}
      <Nominations reader={reader} ladder={ladder} />
      <Suggestions reader={reader} search={search} />
      <Invitations reader={reader} ladder={ladder} />
      <Shown reader={reader} ladder={ladder} />
      <TermReport reader={reader} ladder={ladder} />
    </SchoolPage>
  )
}

type PartProps = { reader: Reader; ladder: Ladder }

function Nominations({ reader: { t }, ladder: { nominations } }: PartProps) {
  return nominations.map(({ id, name, who, why, step }) => (
    <Card tone="first" title={t('ladder.nomination', { name, who })}>
      <p>
        {t(`path.step.${step}`)}: <bdi>{why}</bdi>
      </p>
      <Form action={schoolRoutes.settleNomination(id)}>
        <Button kind="quiet">{t('ladder.settled')}</Button>
      </Form>
    </Card>
  ))
}

function Suggestions({ reader, search }: { reader: Reader; search: Search | undefined }) {
  const { t } = reader
  return (
    <section>
      <h2>{t('ladder.find')}</h2>
      <form method="get" action={schoolRoutes.ladder()}>
        <Field
          t={t}
          form={{}}
          name="words"
          type="search"
          plain
          label={t('ladder.words')}
          value={search?.words}
        />
        <Select
          t={t}
          form={{}}
          name="when"
          plain
          label={t('ladder.when')}
          value={search?.when}
          options={DAY_PARTS.map((value) => ({ value, label: t(`ladder.when.${value}`) }))}
        />
        <Button kind="quiet">{t('strengths.searchButton')}</Button>
      </form>
      {search?.found.length === 0 && <Notice>{t('strengths.nobodyFound')}</Notice>}
      {search?.found.map(({ family, strengths, couldCome, visits }) => (
        <Card title={family.name}>
          <StrengthList reader={reader} strengths={strengths} />
          <p>
            {couldCome && t('ladder.couldCome', { when: t(`ladder.when.${search.when}`) })}{' '}
            {visits > 0 && t('ladder.visits', { count: visits })}
          </p>
          <ButtonLink kind="quiet" href={schoolRoutes.invite(family.id)}>
            {t('invite.button')}
          </ButtonLink>
        </Card>
      ))}
    </section>
  )
}

function Invitations({ reader: { t }, ladder: { invitations } }: PartProps) {
  if (invitations.length === 0) return null
  return (
    <Table
      caption={t('ladder.invitations')}
      heads={[t('families.name'), t('invite.role'), t('ladder.answer')]}
      rows={invitations.map(({ name, role, answer }) => [
        name,
        role,
        answer ? t(`path.answer.${answer}`) : t('ladder.waiting'),
      ])}
    />
  )
}

function Shown({ reader: { t, language }, ladder: { paths } }: PartProps) {
  if (paths.length === 0) return null
  return (
    <Table
      caption={t('ladder.shown')}
      heads={[t('families.name'), t('path.behind')]}
      rows={paths.map(({ family, path }) => [
        <a href={schoolRoutes.family(family.id)}>{family.name}</a>,
        listText(
          stepsOf(path).behind.map((step) => t(`path.step.${step}`)),
          language,
        ),
      ])}
    />
  )
}

function TermReport({ reader: { t, language }, ladder: { report } }: PartProps) {
  const names = (tags: readonly string[]) =>
    listText(
      tags.map((tag) => languageName(tag, language)),
      language,
    ) || '—'
  return (
    <>
      <Table
        caption={t('ladder.term')}
        heads={[t('outreach.figure'), t('outreach.count')]}
        numbers={[1]}
        rows={[
          [t('ladder.parentLed'), t('outreach.of', { count: report.parentLed, all: report.workshops })],
          [t('ladder.toStaff'), t('outreach.of', { count: report.toStaff, all: report.workshops })],
          [t('ladder.newLeaders'), String(report.newLeaders)],
          [t('ladder.leaderLanguages'), names(report.leaderLanguages)],
          [t('ladder.languagesWithout'), names(report.languagesWithout)],
        ]}
      />
      {report.inviters.length > 0 && (
        <Table
          caption={t('ladder.inviters')}
          heads={[t('ladder.inviter'), t('ladder.accepted')]}
          numbers={[1]}
          rows={report.inviters.map(({ inviter, invited, accepted }) => [
            inviter || '—',
            t('outreach.of', { count: accepted, all: invited }),
          ])}
        />
      )}
    </>
  )
}

/** Registers the ladder. */
export function registerLadder(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.ladder(), async (c) => {
    const { school } = organizerOf(c)
    const context = c.get('context')
    const words = c.req.query('words')
    const when = DAY_PARTS.find((one) => one === c.req.query('when')) ?? 'evening'
    const [ladder, found] = await Promise.all([
      readLadder(context, school.id),
      words === undefined ? undefined : suggestLeaders(context, school.id, { words, when }),
    ])
    const search = found && { words: words ?? '', when, found }
    const invited = c.req.query('invited') !== undefined
    return show(c, <LadderPage reader={c.get('reader')} {...{ ladder, search, invited }} />)
  })
  onPost(app, schoolRoutes.settleNomination(':nomination'), {
    by: organizerOf,
    run: ({ context, school, params }) => settleNomination(context, school.id, params.nomination),
    done: () => schoolRoutes.ladder(),
  })
}
