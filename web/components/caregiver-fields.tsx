import type { Caregiver } from '../../shared/family/family.ts'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { Field, Flag, Hidden, Select } from './form.tsx'

const CHANNELS = ['sms', 'email', 'phone', 'paper'] as const

type Props = {
  t: Translator
  form: FormState
  /** The caregiver's place in the list, from 0. */
  place: number
  /** Undefined for somebody new. */
  caregiver?: Caregiver | undefined
  /** Whether the person may be taken out of the family here. */
  mayLeave?: boolean
}

/** A caregiver's names and ways to be reached, in order of preference. */
export function CaregiverFields({ t, form, place, caregiver, mayLeave }: Props) {
  const at = `caregivers.${place}`
  const legend = caregiver
    ? `${caregiver.givenName} ${caregiver.familyName}`.trim()
    : t('about.person', { number: place + 1 })
  return (
    <fieldset id={at} tabindex={-1}>
      <legend>{legend}</legend>
      {caregiver && <Hidden name={`${at}.id`} value={caregiver.id} />}
      <Field
        t={t}
        form={form}
        plain
        name={`${at}.givenName`}
        label={t('about.givenName')}
        maxlength={100}
        value={caregiver?.givenName}
      />
      <Field
        t={t}
        form={form}
        plain
        name={`${at}.familyName`}
        label={t('about.familyName')}
        maxlength={100}
        value={caregiver?.familyName}
      />
      <ChannelFields t={t} form={form} at={at} caregiver={caregiver} />
      {mayLeave && caregiver && <Flag form={form} name={`${at}.leaves`} label={t('about.leaves')} />}
    </fieldset>
  )
}

function ChannelFields({ t, form, at, caregiver }: Pick<Props, 't' | 'form' | 'caregiver'> & { at: string }) {
  // One more than there are, so that another way to be reached can be added.
  const channels = [...(caregiver?.channels ?? []), undefined]
  return (
    <>
      {channels.map((channel, order) => (
        <>
          <Select
            t={t}
            form={form}
            plain
            name={`${at}.channels.${order}.kind`}
            label={t('about.channelKind', { number: order + 1 })}
            options={CHANNELS.map((value) => ({ value, label: t(`about.channel.${value}`) }))}
            value={channel?.kind}
            empty={t('about.noChannel')}
          />
          <Field
            t={t}
            form={form}
            plain
            name={`${at}.channels.${order}.address`}
            label={t('about.address', { number: order + 1 })}
            hint={t('about.addressHint')}
            maxlength={254}
            value={channel?.address}
          />
        </>
      ))}
    </>
  )
}

type Values = Record<string, unknown>

/**
 * The caregivers as a form sent them. "Nothing here" beside an address that was known takes it away; beside a new one
 * it was forgotten, and the schema asks for it.
 */
export function typedCaregivers(values: Values, known: readonly Caregiver[] = []): Values[] {
  const typed = Array.isArray(values.caregivers) ? (values.caregivers as Values[]) : []
  const addresses = new Set(known.flatMap(({ channels }) => channels.map(({ address }) => address)))
  return typed.map((one) => {
    const channels = Array.isArray(one.channels) ? (one.channels as Values[]) : []
    const kept = channels.filter(({ kind, address }) => kind || !addresses.has(String(address)))
    return { familyName: '', ...one, channels: kept }
  })
}
