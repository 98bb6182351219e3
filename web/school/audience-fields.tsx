import type { Family } from '../../shared/family/family.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { CheckList, Choice, Hidden, Select } from '../components/form.tsx'
import { nearTimeInZone } from '../components/near-time.ts'
import type { FormState } from '../form.ts'
import { languageOptions } from '../messages/choices.ts'
import type { Reader } from '../visit.ts'
import { familyLabel } from './family.tsx'

/** The field with the families that were chosen in the list, whichever of them are ticked. */
export const OFFERED = 'offered'

type Props = {
  reader: Reader
  form: FormState
  workshop: Workshop
  /** The families that were chosen one by one; empty where the audience is chosen here. */
  chosen: readonly Family[]
}

/** The audience: all families, those that come to a session, those without an answer, or chosen ones. */
export function AudienceFields(props: Props) {
  const { reader, form, workshop, chosen } = props
  const { t } = reader
  const sessions = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  return (
    <>
      {chosen.length > 0 ? (
        <Chosen {...props} />
      ) : (
        <Kinds {...props} begin={sessions.length ? 'coming' : 'all'} />
      )}
      {sessions.length > 0 && (
        <Select
          t={t}
          form={form}
          name="session"
          required
          label={t('workshop.when')}
          options={sessions.map((session, place) => ({
            value: session.id,
            label: nearTimeInZone(reader, session, place),
          }))}
        />
      )}
      {chosen.length === 0 && <Readers {...props} />}
    </>
  )
}

function Kinds({ reader: { t }, form, begin }: Props & { begin: 'all' | 'coming' }) {
  const options = (['all', 'coming', 'unheard'] as const).map((value) => ({
    value,
    label: t(`tell.to.${value}`),
  }))
  return <Choice t={t} form={form} name="to" legend={t('tell.to')} options={options} value={begin} />
}

/** Only those who read some of the languages. */
function Readers({ reader: { t, language, school }, form }: Props) {
  const options = languageOptions(language, school?.languages ?? [])
  return (
    <CheckList t={t} form={form} name="languages" legend={t('tell.languages')} options={options} inline />
  )
}

function Chosen({ reader: { t }, form, chosen }: Props) {
  const ids = chosen.map(({ id }) => id)
  return (
    <>
      <Hidden name="to" value="chosen" />
      <Hidden name={OFFERED} value={ids.join(' ')} />
      <CheckList
        t={t}
        form={form}
        name="families"
        legend={t('tell.to.chosen')}
        inline
        options={chosen.map((family) => ({ value: family.id, label: familyLabel(family) }))}
        values={ids}
      />
    </>
  )
}
