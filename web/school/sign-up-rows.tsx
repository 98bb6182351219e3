import { languageOfText, localText } from '../../shared/school/language-choice.ts'
import type { TakenLine } from '../../shared/session/sign-up.operations.ts'
import type { Taking } from '../../shared/session/sign-up.ts'
import { wallTimeAt } from '../../shared/time/wall-time.ts'
import { allergenText } from '../components/allergen-text.ts'
import { Button, ErrorSummary, Field, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { lineTime } from '../components/line-time.ts'
import { ButtonLink } from '../components/parts.tsx'
import { Seats } from '../components/seats.tsx'
import { type FormState, typedLanguage } from '../form.ts'
import { listText } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { FamilyField } from './family-field.tsx'
import type { SignUpsView } from './sign-ups-page.tsx'

type LineProps = { reader: Reader; view: SignUpsView; line: TakenLine }

/** A line of the list: how many places are taken, and by whom. */
export function SignUpRow({ reader, view, line }: LineProps) {
  const { t, language } = reader
  const { session } = view.logistics
  const { id, wanted, taken, portions } = line
  const title = localText(line.title, language)
  const when = lineTime(line, { language, timeZone: session.timeZone })
  return (
    <li id={id}>
      <Icon name={portions ? 'food' : 'heart'} />
      <div>
        <h2>
          <bdi lang={languageOfText(line.title, language)}>{title}</bdi>
          {when && ` · ${when}`}
        </h2>
        <p>
          <Seats wanted={wanted} taken={taken} />
          {taken < wanted ? t('bring.left', { left: wanted - taken }) : <b>{t('signups.full')}</b>}
          {portions && ` · ${t('signups.each', { portions })}`}
        </p>
        {line.takings.length > 0 && (
          <ul class="soft">
            {line.takings.map((taking) => (
              <li>
                <bdi>{takingText(reader, view, taking)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </div>
      <ButtonLink kind="quiet" href={`${schoolRoutes.signUps(session.id)}?edit=${id}#${id}`}>
        {t('signups.change')}
        <span class="screen-reader">: {title}</span>
      </ButtonLink>
    </li>
  )
}

/** "Castillo (2): rice and beans, contains nuts". */
function takingText(
  reader: Reader,
  { names }: SignUpsView,
  { family, places, note, allergens }: Taking,
): string {
  const { t, language } = reader
  const name = names.get(family) ?? '—'
  const many = places > 1 ? `${name} (${places})` : name
  const contains =
    allergens &&
    t('signups.contains', {
      list: listText(
        allergens.map((one) => allergenText(t, one)),
        language,
      ),
    })
  const said = [note, contains].filter(Boolean).join(' · ')
  return said ? `${many}: ${said}` : many
}

/** The form of a line in the place of its row, and beneath it one to take places down for a family. */
export function EditLine({ reader, view, line }: LineProps) {
  const { t, language } = reader
  const { session } = view.logistics
  const [part, title] = [{ t, form: view.form }, localText(line.title, language)]
  return (
    <li id={line.id} class="editing">
      <div>
        <h2>{title}</h2>
        <ErrorSummary {...part} />
        <Form action={schoolRoutes.signUpLine(session.id, line.id)}>
          {Object.entries(line.title).map(([tag, text]) => (
            <TitleField reader={reader} form={view.form} language={tag} value={text} />
          ))}
          <Numbers reader={reader} view={view} line={line} />
          <div class="actions">
            <Button>{t('checklist.save')}</Button>
            <a href={schoolRoutes.signUps(session.id)}>{t('checklist.close')}</a>
            {line.taken === 0 && (
              <Button kind="danger" name="remove" value="yes">
                {t('checklist.remove')}
              </Button>
            )}
          </div>
        </Form>
        <RecordForm reader={reader} view={view} line={line} />
      </div>
    </li>
  )
}

function TitleField({
  reader: { t },
  form,
  language,
  value,
}: {
  reader: Reader
  form: FormState
  language: string
  value?: string
}) {
  const part = { t, form, name: `title.${language}`, lang: language, maxlength: 120, value }
  return <Field {...part} required label={t('signups.what')} />
}

function Numbers({
  reader: { t },
  view: { logistics, form },
  line,
}: Omit<LineProps, 'line'> & { line?: TakenLine }) {
  const { timeZone } = logistics.session
  const clock = (instant: string | undefined) => instant && wallTimeAt(instant, timeZone).slice(11)
  const number = { t, form, type: 'number', short: true, plain: true } as const
  const time = { t, form, type: 'time', short: true, plain: true } as const
  return (
    <div class="grid">
      <Field
        {...number}
        name="wanted"
        min={line?.taken || 1}
        max={100}
        label={t('signups.wanted')}
        value={line?.wanted ?? 2}
      />
      <Field
        {...number}
        name="portions"
        min={1}
        max={200}
        label={t('signups.portions')}
        value={line?.portions}
      />
      <Field {...time} name="from" label={t('signups.start')} value={clock(line?.from)} />
      <Field {...time} name="to" label={t('signups.end')} value={clock(line?.to)} />
    </div>
  )
}

/** Takes places down for a family that said so by phone or on paper. */
function RecordForm({ reader: { t }, view, line }: LineProps) {
  const part = { t, form: view.form, plain: true }
  if (view.choosable.length === 0) return null
  return (
    <Form action={schoolRoutes.signUpFamily(view.logistics.session.id, line.id)}>
      <h3>{t('signups.record')}</h3>
      <p class="soft">{t('signups.recordText')}</p>
      <div class="grid">
        <FamilyField
          {...part}
          name="family"
          label={t('signups.family')}
          families={view.choosable}
          empty="—"
        />
        <Field
          {...part}
          name="places"
          type="number"
          short
          label={t('signups.places')}
          value={1}
          max={line.wanted}
        />
        <Field {...part} name="note" maxlength={80} label={t('signups.note')} />
      </div>
      <Button kind="quiet">{t('signups.recordButton')}</Button>
    </Form>
  )
}

/** One more line, in the reader's language, or in that in which its title was typed. */
export function AddLine({ reader, view }: { reader: Reader; view: SignUpsView }) {
  const { t } = reader
  const language = typedLanguage(view.form, 'title') ?? reader.language
  return (
    <section class="card" id="add">
      <h2>{t('signups.add')}</h2>
      <Form action={schoolRoutes.signUps(view.logistics.session.id)}>
        <TitleField reader={reader} form={view.form} language={language} />
        <Numbers reader={reader} view={view} />
        <Button kind="quiet">{t('signups.addButton')}</Button>
      </Form>
    </section>
  )
}
