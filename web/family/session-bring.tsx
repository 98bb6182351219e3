import { languageOfText, localText } from '../../shared/school/language-choice.ts'
import type { FamilyLine } from '../../shared/session/sign-up.operations.ts'
import { SIGN_UP_ALLERGENS } from '../../shared/session/sign-up.ts'
import { Chips } from '../components/chips.tsx'
import { Button, ErrorSummary, Field, Form, Hidden } from '../components/form.tsx'
import { lineTime } from '../components/line-time.ts'
import { Notice } from '../components/parts.tsx'
import { Seats } from '../components/seats.tsx'
import type { FormState } from '../form.ts'
import { capital } from '../messages/format.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { familyRoutes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import type { SessionView } from './session-view.ts'

/** The section of the page, to come back to it after each step. */
export const BRING = 'bring'

/** The form of a line that was refused, shown again with what was typed. */
export type Bringing = { line: string; form: FormState }

type Props = { reader: Reader; data: SessionView; bringing: Bringing | undefined }

/** What families bring or do for a session: a gift, so that nobody is asked twice. */
export function BringSection({ reader, data, bringing }: Props) {
  const { t } = reader
  if (data.lines.length === 0) return null
  return (
    <section id={BRING}>
      <h2>{t('bring.title')}</h2>
      <p class="soft">{t('bring.gift')}</p>
      {bringing && <Refused reader={reader} form={bringing.form} />}
      <ul class="group gives">
        {data.lines.map((line) => (
          <Line
            reader={reader}
            session={data.session}
            line={line}
            form={bringing?.line === line.id ? bringing.form : {}}
          />
        ))}
      </ul>
    </section>
  )
}

/** Somebody was faster, which is nobody's mistake; anything else is a field to look at. */
function Refused({ reader: { t }, form }: { reader: Reader; form: FormState }) {
  const { trouble } = form
  if (trouble?.code !== 'signup-full') return <ErrorSummary t={t} form={form} />
  return (
    <div role="alert">
      <Notice tone="warning">{refusalText(t, trouble.code, trouble.details)}</Notice>
    </div>
  )
}

type LineProps = { reader: Reader; session: SessionView['session']; line: FamilyLine; form: FormState }

function Line(props: LineProps) {
  const { reader, session, line } = props
  const { t, language } = reader
  const { wanted, taken, own } = line
  const when = lineTime(line, { language, timeZone: session.timeZone })
  const title = localText(line.title, language)
  const left = wanted - taken
  return (
    <li class={own ? 'give mine' : 'give'}>
      <div>
        <h3>
          <bdi lang={languageOfText(line.title, language)}>{title}</bdi>
          {when && ` · ${when}`}
        </h3>
        <p>
          <Seats wanted={wanted} taken={taken} own={own?.places ?? 0} />
          <span>
            {own && `${t(ownText(line), { places: own.places })}. `}
            {left > 0 ? t('bring.left', { left }) : !own && t('bring.full')}
          </span>
        </p>
      </div>
      {own ? (
        <Step {...props} places={0} label={t('bring.back')} title={title} />
      ) : (
        left > 0 && (
          <Step {...props} places={1} label={t(line.portions ? 'bring.take' : 'bring.help')} title={title} />
        )
      )}
      {own && <OwnForm {...props} />}
    </li>
  )
}

const ownText = ({ portions }: FamilyLine) => (portions ? 'bring.ownFood' : 'bring.ownHelp')

/** Takes one place of a line, or gives all back. */
function Step({
  session,
  line,
  places,
  label,
  title,
}: LineProps & { places: number; label: string; title: string }) {
  return (
    <Form action={familyRoutes.signUp(session.id, line.id)}>
      <Hidden name={`${line.id}.places`} kind="int" value={places} />
      <Button kind="quiet">
        {label}
        <span class="screen-reader">: {title}</span>
      </Button>
    </Form>
  )
}

/** What a family says of what it brings; how many, where there could be more than one. */
function OwnForm({ reader, session, line, form }: LineProps) {
  const { t } = reader
  const { id, own, portions } = line
  return (
    <Form action={familyRoutes.signUp(session.id, id)} class="all">
      <HowMany reader={reader} line={line} form={form} />
      <Field
        {...{ t, form, value: own?.note, maxlength: 80, plain: true }}
        name={`${id}.note`}
        label={t(portions ? 'bring.note' : 'bring.word')}
        hint={t('bring.noteHint')}
      />
      {portions !== undefined && <Contains reader={reader} line={line} form={form} />}
      <Button kind="quiet">{t('bring.save')}</Button>
    </Form>
  )
}

type FieldProps = Omit<LineProps, 'session'>

function HowMany({ reader: { t }, line: { id, wanted, taken, own }, form }: FieldProps) {
  const places = own?.places ?? 1
  const most = wanted - taken + places
  const name = `${id}.places`
  if (most <= 1) return <Hidden name={name} kind="int" value={places} />
  const bounds = { min: 1, max: most, value: places }
  return <Field {...{ t, form, name, ...bounds }} type="number" short plain label={t('bring.places')} />
}

/** What the food contains, beside the usual what the family named itself. */
function Contains({ reader: { t }, line: { id, own }, form }: FieldProps) {
  const { allergens = [] } = own ?? {}
  const named = allergens.filter((one) => !SIGN_UP_ALLERGENS.some((known) => known === one))
  const options = [
    ...SIGN_UP_ALLERGENS.map((value) => ({ value, label: capital(t(`bring.allergen.${value}`)) })),
    ...named.map((value) => ({ value, label: value })),
  ]
  const part = { t, form, name: `${id}.allergens`, options }
  return <Chips {...part} legend={t('bring.contains')} values={allergens} />
}
