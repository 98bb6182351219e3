import { phoneWriter } from '../../shared/family/phone.ts'
import type { Reader } from '../visit.ts'

/** An address of a person, from left to right in every language: a phone number as people write it there, an e-mail address as it is. */
export async function Address({ reader: { school }, address }: { reader: Reader; address: string }) {
  if (!address.startsWith('+')) return <bdi dir="ltr">{address}</bdi>
  const write = await phoneWriter()
  return (
    <bdi dir="ltr" class="telephone">
      {write(address, school?.country ?? '')}
    </bdi>
  )
}
