import type { SentChannel } from '../../shared/access/context.ts'
import { type FamiliesReached, waitingIn } from '../../shared/delivery/audience.ts'
import type { Reader } from '../visit.ts'

/** How many families wait until a service is set up, and which; empty where none does. */
export function waitingText({ t }: Pick<Reader, 't'>, reached: Pick<FamiliesReached, 'waiting'>): string {
  const { sms, email } = reached.waiting
  const families = waitingIn(reached)
  const service = sms > 0 && email > 0 ? 'both' : sms > 0 ? 'sms' : 'email'
  return families > 0 ? t('send.waits', { families, service }) : ''
}

/** What does not leave by itself since no service is set up for it; empty where there is one for every channel. */
export function unservedText({ t, carriers }: Pick<Reader, 't' | 'carriers'>): string {
  const channels: readonly SentChannel[] = ['email', 'sms']
  const [missing, ...others] = channels.filter((channel) => !carriers.includes(channel))
  return missing ? t(`send.unserved.${others.length > 0 ? 'both' : missing}`) : ''
}
