import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { Bar } from '../components/bar.tsx'
import {
  Button,
  CheckList,
  Choice,
  ErrorSummary,
  Field,
  Flag,
  Form,
  Select,
  TextArea,
} from '../components/form.tsx'
import { Page } from '../components/layout.tsx'
import { LongTable } from '../components/long-table.tsx'
import { ButtonLink, Card, Facts, Notice, Table } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import type { FormState } from '../form.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import { allowStyles } from '../policy.ts'
import { routes } from '../routes.ts'
import { TEAM_STYLE_HASHES, TEAM_STYLES } from '../style/team-style.ts'
import { type Reader, show, type WebEnv } from '../visit.ts'
import { TeamParts } from './design-team.tsx'
import { AnswerKey } from './ranked-times.tsx'

const SCHEMES = ['device', 'light', 'dark'] as const

type Props = { reader: Reader; scheme: (typeof SCHEMES)[number] }

allowStyles(TEAM_STYLE_HASHES)

/** Every component in every state, for whoever designs a page; right to left by the language, on paper by printing. */
export function DesignPage({ reader, scheme }: Props) {
  const { t } = reader
  return (
    <Page reader={reader} title={t('design.title')} style={TEAM_STYLES.plain} wide>
      <h1>{t('design.title')}</h1>
      <p>{t('design.text')}</p>
      <nav aria-label={t('design.scheme')}>
        <ul class="actions list">
          {SCHEMES.map((one) => (
            <li>
              <a
                href={`${routes.design()}?scheme=${one}`}
                {...(one === scheme && { 'aria-current': 'page' as const })}
              >
                {t(`design.scheme.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class={`${scheme} items`}>
        <Parts reader={reader} />
        <Specimen title={t('welcome.team')}>
          <TeamParts reader={reader} />
        </Specimen>
        <Pictures reader={reader} />
        <Specimen title={t('design.forms')}>
          <Fields reader={reader} form={{}} state="plain" />
        </Specimen>
        <Specimen title={t('design.trouble')}>
          <Fields reader={reader} form={inTrouble('trouble')} state="trouble" />
        </Specimen>
      </div>
    </Page>
  )
}

function Specimen({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="items">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Parts({ reader: { t } }: { reader: Reader }) {
  return (
    <Specimen title={t('design.parts')}>
      <Card title={t('welcome.families')} tone="first">
        <p>{t('welcome.familiesText')}</p>
        <p class="actions">
          <ButtonLink href={routes.code()}>{t('welcome.codeButton')}</ButtonLink>
          <ButtonLink href={routes.signIn()} kind="quiet">
            {t('welcome.signInButton')}
          </ButtonLink>
        </p>
      </Card>
      <Card title={t('welcome.team')}>
        <p>{t('welcome.teamText')}</p>
      </Card>
      <Notice>{t('page.footer')}</Notice>
      <Notice tone="done">{t('results.next', { when: t('workshop.when'), count: 12 })}</Notice>
      <Notice tone="warning">{t('vote.moved')}</Notice>
      <Facts
        facts={[
          [t('workshop.where'), t('workshop.whereSoon')],
          [t('workshop.length'), t('workshop.minutes', { minutes: 90 })],
        ]}
      />
      <details>
        <summary>{t('results.times')}</summary>
        <p>{t('welcome.what')}</p>
      </details>
    </Specimen>
  )
}

function Pictures({ reader }: { reader: Reader }) {
  const { t } = reader
  const counts = { yes: 9, ifNeeded: 4, no: 3, silent: 2 }
  const description = t('results.dots', counts)
  const rows: [MessageKey, number][] = [
    ['vote.yes', counts.yes],
    ['vote.ifNeeded', counts.ifNeeded],
    ['vote.no', counts.no],
    ['results.silent', counts.silent],
  ]
  const fills = [1, 3, 4, 5] as const
  const named = rows.map(([key, count]) => ({ label: t(key), count }))
  return (
    <Specimen title={t('design.pictures')}>
      <LongTable title={t('results.answered', { answered: 16, families: 18 })} seats={18} taken={16} />
      <Bar
        title={t('results.title')}
        description={description}
        parts={named.map((part, place) => ({ ...part, fill: fills[place] ?? 5 }))}
      />
      <AnswerKey reader={reader} />
      <Table
        caption={t('results.title')}
        heads={[t('results.group'), t('reach.families')]}
        numbers={[1]}
        rows={named.map(({ label, count }) => [label, String(count)])}
      />
      <QrCode address="https://example.org/w/reading" label={t('product.name')} />
    </Specimen>
  )
}

function inTrouble(state: string): FormState {
  const errors = [
    { pointer: `/${state}-email`, detail: 'email' },
    { pointer: `/${state}-minutes`, detail: 'invalid' },
    { pointer: `/${state}-text`, detail: 'reason-needed' },
    { pointer: `/${state}-role`, detail: 'invalid' },
    { pointer: `/${state}-answer`, detail: 'invalid' },
    { pointer: `/${state}-help`, detail: 'invalid' },
  ]
  const typed = { [`${state}-email`]: ['rosa at example'], [`${state}-minutes`]: ['-5'] }
  return { typed, trouble: { code: 'invalid-input', errors, details: {} } }
}

function Fields({ reader: { t }, form, state }: { reader: Reader; form: FormState; state: string }) {
  const part = (name: string) => ({ t, form, name: `${state}-${name}` })
  const answers = [
    { value: 'yes', label: t('vote.yes'), sign: '●' },
    { value: 'ifNeeded', label: t('vote.ifNeeded'), sign: '◐' },
    { value: 'no', label: t('vote.no'), sign: '○' },
  ]
  return (
    <Form action={routes.design()}>
      <ErrorSummary t={t} form={form} />
      <Field {...part('email')} label={t('signIn.email')} hint={t('signIn.text')} type="email" required />
      <Field {...part('minutes')} label={t('workshop.length')} type="number" short plain value={90} />
      <TextArea {...part('text')} label={t('results.reason')} />
      <Select {...part('role')} label={t('results.group')} options={answers} empty={t('form.optional')} />
      <Choice {...part('answer')} legend={t('workshop.when')} options={answers} value="yes" inline heading />
      <CheckList {...part('help')} legend={t('results.help')} options={answers} values={['yes']} />
      <Flag form={form} name={`${state}-sure`} label={t('results.noneNeeded')} checked />
      <div class="actions">
        <Button>{t('form.save')}</Button>
        <Button kind="quiet">{t('results.decideButton')}</Button>
        <Button kind="danger">{t('school.nav.signOut')}</Button>
      </div>
    </Form>
  )
}

/** Registers `/design`. Its forms lead back to it and keep nothing. */
export function registerDesign(app: Hono<WebEnv>): void {
  app.get(routes.design(), (c) => {
    const scheme = SCHEMES.find((one) => one === c.req.query('scheme')) ?? 'device'
    return show(c, <DesignPage reader={c.get('reader')} scheme={scheme} />)
  })
  app.post(routes.design(), (c) => c.redirect(routes.design(), 303))
}
