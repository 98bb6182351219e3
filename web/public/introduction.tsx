import type { Hono } from 'hono'
import { newSecret } from '../../shared/access/identifier.ts'
import {
  introduceFamily,
  type Reception,
  readReception,
} from '../../shared/household/introduction.operations.ts'
import { NewIntroduction } from '../../shared/household/introduction.ts'
import { languageTag } from '../../shared/school/language-tag.ts'
import { readPublicSchool } from '../../shared/school/school.operations.ts'
import type { School } from '../../shared/school/school.ts'
import { dayAt } from '../../shared/time/instant.ts'
import { DayTile } from '../components/day-tile.tsx'
import { FamilyPage } from '../components/family-page.tsx'
import { Group, isTicked } from '../components/field-label.tsx'
import { Button, ErrorSummary, Field, Form, Hidden, Select } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { nearTime } from '../components/near-time.ts'
import type { FormState } from '../form.ts'
import { direction, localText, type Translator } from '../messages/catalogue.ts'
import { FAMILY_LANGUAGES, languageOptions } from '../messages/choices.ts'
import { languageName, ownLanguageName, weekdayWithin } from '../messages/format.ts'
import { allowStyles } from '../policy.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { PUBLIC_STYLE, PUBLIC_STYLE_HASH } from '../style/public.ts'
import { type Reader, show, type Visit, type WebEnv } from '../visit.ts'

allowStyles([PUBLIC_STYLE_HASH])

const FORM = 'introduction'
const OTHER = 'other'
const WAYS = ['sms', 'phone', 'email'] as const
type Way = (typeof WAYS)[number]
const ICONS = { sms: 'message', phone: 'phone', email: 'envelope' } as const

type Props = { reader: Reader; form: FormState; school: School }

/** Where a family that no roster knows says who it is, in which language it reads, and how it is reached. */
export function IntroductionPage({ reader, form, school }: Props) {
  const { t } = reader
  const part = { t, form }
  // The same each time that this page is sent, so that it makes one introduction.
  const once = form.typed?.once?.[0] ?? newSecret()
  return (
    <FamilyPage reader={reader} title={t('workshop.newTitle')} form={FORM} style={PUBLIC_STYLE}>
      <h1>{t('introduce.title')}</h1>
      <p class="lead">{t('introduce.text')}</p>
      <ErrorSummary t={t} form={form} />
      <Form action={routes.introduce(school.id)} id={FORM} class="introduction">
        <Hidden name="once" value={once} />
        <NameFields t={t} form={form} />
        <LanguageChoice reader={reader} form={form} school={school} />
        <WayChoice t={t} form={form} />
        <Field
          {...part}
          name="address"
          required
          label={t('introduce.address')}
          autocomplete="tel"
          maxlength={254}
        />
        <Field
          {...part}
          plain
          name="classes"
          label={t('introduce.classes')}
          hint={t('introduce.classesHint')}
          maxlength={120}
        />
        <div class="send">
          <Button>{t('introduce.send')}</Button>
        </div>
      </Form>
      <p class="soft small">{t('introduce.promise')}</p>
    </FamilyPage>
  )
}

function NameFields({ t, form }: { t: Translator; form: FormState }) {
  const part = { t, form }
  return (
    <>
      <Field {...part} name="name" required label={t('introduce.name')} autocomplete="name" maxlength={100} />
      <details class="fold" open={Boolean(form.typed?.other?.[0])}>
        <summary>
          <Icon name="plus" />
          {t('introduce.other')}
        </summary>
        <Field {...part} plain name="other" label={t('introduce.otherName')} maxlength={100} />
      </details>
    </>
  )
}

/** The school's languages, each by its own name, and all others in a list. */
function LanguageChoice({ reader: { t, language }, form, school }: Props) {
  const { languages } = school
  const initial = languages.find((tag) => tag === language || tag.startsWith(`${language}-`))
  return (
    <Group t={t} form={form} name="language" legend={t('introduce.language')}>
      <div class="chips">
        {[...languages, OTHER].map((tag) => (
          <label {...(tag !== OTHER && { lang: tag, dir: direction(tag) })}>
            <input
              type="radio"
              name="language"
              value={tag}
              checked={isTicked(form, 'language', tag, tag === initial)}
            />
            <span>
              <Icon name="check" />
              {tag === OTHER ? t('introduce.otherLanguage') : ownLanguageName(tag)}
            </span>
          </label>
        ))}
      </div>
      <div class="others">
        <Select
          t={t}
          form={form}
          plain
          name="otherLanguage"
          label={t('introduce.whichLanguage')}
          options={languageOptions(
            language,
            FAMILY_LANGUAGES.filter((tag) => !languages.includes(tag)),
          )}
          empty=""
        />
      </div>
    </Group>
  )
}

function WayChoice({ t, form }: { t: Translator; form: FormState }) {
  return (
    <Group t={t} form={form} name="way" legend={t('introduce.way')}>
      <div class="segments">
        {WAYS.map((way) => (
          <label>
            <input type="radio" name="way" value={way} checked={isTicked(form, 'way', way, way === 'sms')} />
            <span>
              <Icon name={ICONS[way]} />
              {t(`introduce.way.${way}`)}
            </span>
          </label>
        ))}
      </div>
    </Group>
  )
}

type DoneProps = { reader: Reader; school: School; reception: Reception; way: Way; language: string }

/** Thanks a new family: who answers, by which day, and that it can come before that. It is the same for a known family. */
export function IntroducedPage({ reader, school, reception, way, language }: DoneProps) {
  const { t } = reader
  const { by, next } = reception
  const name = reception.name ?? t('introduced.somebody')
  return (
    <FamilyPage reader={reader} title={t('introduced.title')} style={PUBLIC_STYLE}>
      <div class="thanks">
        <Icon name="done" />
        <h1>{t('introduced.title')}</h1>
      </div>
      <p>
        {t(`introduced.${way}`, {
          ...{ name, school: school.name },
          day: weekdayWithin(by, reader.language),
          language: languageName(language, reader.language),
        })}
      </p>
      {next && <ComeAnyway reader={reader} school={school} next={next} />}
      <p class="soft">{t('introduced.wrong')}</p>
    </FamilyPage>
  )
}

type ComeProps = { reader: Reader; school: School; next: NonNullable<Reception['next']> }

function ComeAnyway({ reader, school, next }: ComeProps) {
  const { t, language } = reader
  const { workshop, start } = next
  return (
    <a class="card when" href={routes.publicWorkshop(workshop.id)}>
      <DayTile day={dayAt(start, school.timeZone)} language={language} />
      <span>
        <b>{t('introduced.come')}</b>
        <span>
          {localText(workshop.title, language)} · {nearTime(reader, next)}
        </span>
        <span class="soft">{t('introduced.comeText')}</span>
      </span>
    </a>
  )
}

type Values = Record<string, unknown>

// The language from the list counts where none of the school's was chosen.
function introductionValues({ otherLanguage, ...values }: Values): Values {
  return values.language === OTHER ? { ...values, language: otherLanguage } : values
}

async function answer(c: Visit<'/new/:school'>, form: FormState): Promise<Response> {
  const school = await readPublicSchool(c.get('context'), c.req.param('school'))
  return show(c, <IntroductionPage reader={{ ...c.get('reader'), school }} form={form} school={school} />)
}

/** Registers where new families say who they are, and what thanks them. */
export function registerIntroduction(app: Hono<WebEnv>): void {
  app.get(routes.introduce(':school'), (c) => answer(c, {}))
  onPost(app, routes.introduce(':school'), {
    schema: NewIntroduction,
    values: ({ values }) => introductionValues(values),
    run: async ({ c, context, params }, input) => {
      await c.get('guarded')('introduce', () => introduceFamily(context, params.school, input))
      return input
    },
    done: ({ params }, { way, language }) =>
      `${routes.introduced(params.school)}?${new URLSearchParams({ way, language })}`,
    again: ({ c }, form) => answer(c, form),
    keepsWhenLimited: true,
  })
  app.get(routes.introduced(':school'), async (c) => {
    const context = c.get('context')
    const id = c.req.param('school')
    const [school, reception] = await Promise.all([readPublicSchool(context, id), readReception(context, id)])
    const way = WAYS.find((one) => one === c.req.query('way')) ?? 'phone'
    const language = languageTag().safeParse(c.req.query('language')).data ?? school.defaultLanguage
    const reader = { ...c.get('reader'), school }
    return show(c, <IntroducedPage {...{ reader, school, reception, way, language }} />)
  })
}
