import { expect, test } from 'vitest'
import {
  ALL_OPTIONS,
  onlyOf,
  resourcesOf,
  SYNTH_MS,
  statementsOf,
  synthesize,
} from '../../support/assembly.ts'

const { sender } = ALL_OPTIONS
const identities = (options: Record<string, string>) => {
  const { template, remove } = synthesize({ stage: 'dev', sender, ...options })
  const [, code = {}] =
    resourcesOf(template, 'AWS::Lambda::Function').find(([id]) => id.startsWith('Sender')) ?? []
  const right = statementsOf(template, code).find(({ Action }) => Action === 'ses:SendEmail')
  remove()
  return { template, right: JSON.stringify(right?.Resource) }
}

test(
  'e-mail is sent as the address that was named, which SES asks its owner to confirm',
  () => {
    const { template, right } = identities({})
    const { id, properties } = onlyOf(template, 'AWS::SES::EmailIdentity')
    expect(properties.EmailIdentity).toBe(sender)
    expect(right).toContain(`{"Ref":"${id}"}`)
  },
  SYNTH_MS,
)

test(
  'e-mail is sent as the whole domain, signed with DKIM, where that was asked for, and its DNS records are printed',
  () => {
    const { template, right } = identities({ senderIdentity: 'domain' })
    const { id, properties } = onlyOf(template, 'AWS::SES::EmailIdentity')
    expect(properties).toMatchObject({
      EmailIdentity: 'workshops.example.org',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
    })
    expect(right).toContain(`{"Ref":"${id}"}`)
    for (const place of [1, 2, 3]) {
      const record = JSON.stringify(template.Outputs[`DkimRecord${place}`]?.Value)
      expect(record).toContain(`DkimDNSTokenName${place}`)
      expect(record).toContain(`DkimDNSTokenValue${place}`)
    }
  },
  SYNTH_MS,
)

test(
  'e-mail is sent as an identity that exists, of which no second one is made',
  () => {
    const senderIdentity = 'arn:aws:ses:us-east-1:123456789012:identity/example.org'
    const { template, right } = identities({ senderIdentity })
    expect(resourcesOf(template, 'AWS::SES::EmailIdentity')).toEqual([])
    expect(right).toContain(`"${senderIdentity}"`)
  },
  SYNTH_MS,
)
