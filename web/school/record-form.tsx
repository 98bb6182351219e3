import type { Listed } from '../../shared/family/directory.ts'
import { answerTo, type Ballot } from '../../shared/workshop/ballot.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Button, Choice, Flag, Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import type { FormState } from '../form.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'
import { FamilyField } from './family-field.tsx'
import { SheetTime, Ticked } from './record-sheet.tsx'

/** The id of the form, by which its script and the buttons of the languages find it. */
export const RECORD_FORM = 'record-form'

/** How a family can tell the team its vote. */
const TOLD_BY = ['paper', 'phone', 'inPerson'] as const

/** What the form is about: the vote, who may be chosen, who has voted, and what was chosen so far. */
export type RecordFormView = {
  workshop: Workshop
  families: readonly Listed[]
  voted: ReadonlySet<string>
  chosen?: { family: Listed; ballot: Ballot | undefined } | undefined
  via?: string | undefined
}

type Props = { reader: Reader; view: RecordFormView; form: FormState }

/** A vote as a family told it: whose it is, its answer to each time, what would help it, and how it was told. */
export function RecordForm({ reader, view, form }: Props) {
  const { t } = reader
  const { workshop, chosen } = view
  const part = { t, form }
  return (
    <Form action={schoolRoutes.record(workshop.id)} class="card counted" id={RECORD_FORM}>
      <FamilyField
        {...part}
        name="family"
        required
        label={t('record.family')}
        hint={t('record.familyHint')}
        families={view.families}
        labelOf={(family) => labelOf(reader, family, view.voted)}
        value={chosen?.family.id}
        empty={t('record.choose')}
      />
      {(workshop.poll?.options ?? []).map((option, place) => (
        <SheetTime
          {...{ reader, form, option, place }}
          value={chosen?.ballot && answerTo(chosen.ballot, option)}
        />
      ))}
      <Flag form={form} name="noneWork" label={t('vote.none')} checked={chosen?.ballot?.noneWork ?? false} />
      <Ticked {...part} ballot={chosen?.ballot} />
      <ToldBy {...{ t, form }} via={view.via} />
      <div class="actions">
        <Button>{t('record.button')}</Button>
        <a id="record-leave" class="button quiet" href={schoolRoutes.record(workshop.id)}>
          {t('camera.leave')}
        </a>
      </div>
    </Form>
  )
}

function ToldBy({ t, form, via }: { t: Reader['t']; form: FormState; via: string | undefined }) {
  return (
    <Choice
      {...{ t, form }}
      name="via"
      legend={t('record.via')}
      options={TOLD_BY.map((value) => ({ value, label: t(`record.via.${value}`) }))}
      value={via ?? 'paper'}
      inline
    />
  )
}

function labelOf({ t }: Reader, family: Listed, voted: ReadonlySet<string>): string {
  const label = familyLabel(family)
  return voted.has(family.id) ? t('record.voted', { family: label }) : label
}

/** What was just recorded, in numbers, with a way back as long as nobody changed it. */
export function RecordedNotice({
  reader: { t },
  done,
  workshop,
}: {
  reader: Reader
  done: Recorded
  workshop: string
}) {
  const { family, ballot } = done
  const counts = { yes: 0, ifNeeded: 0, no: 0 }
  for (const { answer } of Object.values(ballot.answers)) counts[answer]++
  return (
    <div class="notice done undo" role="status">
      <Icon name="done" />
      <p>
        {t('record.done', { family: family.name })}{' '}
        {ballot.noneWork ? t('vote.none') : t('record.counts', counts)}
      </p>
      {ballot.version === 1 && (
        <Form action={schoolRoutes.undoRecord(workshop)}>
          <Hidden name="family" value={family.id} />
          <Hidden name="version" kind="int" value={ballot.version} />
          <Button kind="quiet">{t('record.undo')}</Button>
        </Form>
      )}
    </div>
  )
}

/** A family with the vote that was just recorded for it. */
export type Recorded = { family: Listed; ballot: Ballot }

/** The keys of the form, shown where its script runs. */
export function RecordKeys({ reader: { t } }: { reader: Reader }) {
  const letters = t('record.keys').split(' ')
  return (
    <section id="record-keys" class="card" data-keys={letters.join(' ')} hidden>
      <h2>{t('record.keysTitle')}</h2>
      <dl class="keys">
        <Keys keys={letters} what={t('record.keysAnswer')} />
        <Keys keys={['0']} what={t('vote.none')} />
        <Keys keys={['Enter']} what={t('record.button')} />
        <Keys keys={['Esc']} what={t('camera.leave')} />
      </dl>
      <p class="soft">{t('record.keysText')}</p>
    </section>
  )
}

function Keys({ keys, what }: { keys: readonly string[]; what: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd>{key}</kbd>
        ))}
      </dt>
      <dd>{what}</dd>
    </div>
  )
}
