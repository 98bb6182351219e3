import { addressesOf } from '../../shared/family/consent.ts'
import type { ContactState } from '../../shared/family/contact.ts'
import type { Family } from '../../shared/family/family.ts'
import { failureKey } from '../messages/failure-words.ts'
import type { Reader } from '../visit.ts'
import { Address } from './address.tsx'
import { Button, Form, Hidden } from './form.tsx'
import { nearDay } from './near-time.ts'

type Props = {
  reader: Reader
  family: Family
  /** What is known of its addresses, by name. */
  contacts: ReadonlyMap<string, ContactState>
  /** Where an address is opened again, and which may be here. */
  action: string
  mayReopen: (state: ContactState['state']) => boolean
}

/** A family's addresses: where each comes from, whether messages are sent to it, and how to turn them on again. */
export function ContactList({ reader, family, contacts, action, mayReopen }: Props) {
  const { t } = reader
  return (
    <ul class="items">
      {addressesOf(family).map((name) => {
        const known = contacts.get(name)
        return (
          <li>
            <p>
              <Address reader={reader} address={name.slice(name.indexOf(':') + 1)} /> ·{' '}
              {t(`about.channel.${channelOf(name)}`)}
            </p>
            <p class="soft">
              <Whence reader={reader} family={family} name={name} />{' '}
              {known && <State reader={reader} known={known} />}
            </p>
            {known && mayReopen(known.state) && (
              <Form action={action}>
                <Hidden name="name" value={name} />
                <Button kind="quiet">{t('contact.reopen')}</Button>
              </Form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

// `contactName` made it: its channel comes first.
const channelOf = (name: string) => name.slice(0, name.indexOf(':')) as 'email' | 'sms' | 'phone'

function Whence({ reader, family, name }: Pick<Props, 'reader' | 'family'> & { name: string }) {
  const { t } = reader
  const consent = family.consents?.[name]
  if (!consent) return null
  return <>{t(`contact.from.${consent.source}`, { date: nearDay(reader, consent.at) })}</>
}

function State({ reader, known: { state, reason, at, source } }: { reader: Reader; known: ContactState }) {
  const { t } = reader
  const date = nearDay(reader, at)
  if (state === 'failed') return <>{t('contact.failed', { reason: t(failureKey(reason)), date })}</>
  if (state === 'stopped' && reason === 'list')
    return <>{source ? t('contact.listed', { source, date }) : t('contact.listedSomewhere', { date })}</>
  return <>{t(`contact.${state}`, { date })}</>
}
