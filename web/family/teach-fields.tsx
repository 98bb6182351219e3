import { DAY_PARTS } from '../../shared/time/day-part.ts'
import { PROPOSAL_STEPS } from '../../shared/workshop/proposal.ts'
import { AUDIENCES, CAPACITIES } from '../../shared/workshop/workshop.ts'
import { Chips } from '../components/chips.tsx'
import { Group, isTicked, typedText } from '../components/field-label.tsx'
import { Field, Flag, TextArea } from '../components/form.tsx'
import { Facts } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import { capital, languageWithin, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; form: FormState }

const MINUTES = [30, 45, 60, 90]
const USUAL_MINUTES = 60

/** What is taught: its name, what people learn, in which languages, how long. */
export function WhatFields({ reader, form }: Props) {
  const { t, language, school } = reader
  const part = { t, form }
  // What was ticked elsewhere, as before the school's languages changed, stays.
  const tags = [...(school?.languages ?? []), language, ...(form.typed?.languages ?? [])]
  return (
    <>
      <Field {...part} name="title" required label={t('teach.name')} maxlength={120} />
      <TextArea {...part} name="learn" required label={t('teach.learn')} maxlength={600} />
      <Chips
        {...part}
        name="languages"
        legend={t('teach.languages')}
        options={languageOptions(language, tags)}
        values={[language]}
      />
      <Minutes {...{ reader, form }} />
    </>
  )
}

function Minutes({ reader: { t }, form }: Props) {
  const name = 'durationMinutes'
  const typed = Number(typedText(form, name, USUAL_MINUTES))
  const offered = MINUTES.includes(typed) || !(typed > 0) ? MINUTES : [...MINUTES, typed]
  return (
    <Group t={t} form={form} name={name} legend={t('teach.duration')} class="wishes">
      <div class="segments minutes">
        {offered.map((minutes) => (
          <label>
            <input
              type="radio"
              name={`${name}:int`}
              value={String(minutes)}
              checked={isTicked(form, name, String(minutes), minutes === USUAL_MINUTES)}
            />
            <span>{t('teach.minutes', { minutes })}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

/** For whom it is, when, with whom, and what it gives people. */
export function WhoFields({ reader: { t }, form }: Props) {
  const part = { t, form }
  return (
    <>
      <Chips
        {...part}
        name="audience"
        legend={t('teach.audience')}
        options={AUDIENCES.map((value) => ({ value, label: capital(t(`teach.audience.${value}`)) }))}
      />
      <Chips
        {...part}
        name="dayParts"
        legend={t('teach.times')}
        options={DAY_PARTS.map((value) => ({ value, label: capital(t(`teach.dayPart.${value}`)) }))}
      />
      <Field {...part} name="coHost" label={t('teach.coHost')} maxlength={120} />
      <Chips
        {...part}
        name="builds"
        legend={t('teach.gives')}
        options={CAPACITIES.map((value) => ({ value, label: t(`teach.gives.${value}`) }))}
      />
    </>
  )
}

/** What the parent needs, and what is about to be sent. */
export function NeedFields({ reader, form }: Props) {
  const { t, language } = reader
  const part = { t, form }
  const { title, languages = [], audience = [], durationMinutes } = form.typed ?? {}
  const spoken = languages.map((tag) => languageWithin(tag, language))
  const whom = AUDIENCES.filter((one) => audience.includes(one)).map((one) => t(`teach.audience.${one}`))
  const about = [
    capital(listText(spoken, language), language),
    t('teach.minutes', { minutes: Number(durationMinutes?.[0]) }),
  ]
  return (
    <>
      <TextArea
        {...part}
        name="needs"
        rows={2}
        label={t('teach.needs')}
        hint={t('teach.needsHint')}
        maxlength={500}
      />
      <Field {...part} name="preferredTimes" label={t('teach.timesWords')} maxlength={500} />
      <Flag form={form} name="stipend" label={t('teach.stipend')} checked={false} />
      <h2>{t('teach.summary')}</h2>
      <Facts
        facts={[
          [t('teach.name'), <bdi>{title?.[0]}</bdi>],
          [t('workshop.language'), about.join(' · ')],
          [t('teach.audience'), capital(listText(whom, language), language)],
        ]}
      />
      <p class="lead">{t('teach.promise')}</p>
    </>
  )
}

const KINDS: Readonly<Record<string, string>> = {
  languages: 'list',
  durationMinutes: 'int',
  audience: 'list',
  dayParts: 'list',
  builds: 'list',
  stipend: 'flag',
}

/** The answers of the other steps, which go along unseen, so that the form is whole whenever it is sent. */
export function OtherSteps({ form, step }: { form: FormState; step: number }) {
  const others = PROPOSAL_STEPS.flatMap((names, place) => (place === step ? [] : [...names]))
  return (
    <>
      {others.flatMap((name) =>
        (form.typed?.[name] ?? []).map((text) => (
          <input type="hidden" name={KINDS[name] ? `${name}:${KINDS[name]}` : name} value={text} />
        )),
      )}
    </>
  )
}
