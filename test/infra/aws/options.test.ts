import { describe, expect, test } from 'vitest'
import { optionsOf } from '../../../infra/aws/options.ts'
import { ALL_OPTIONS } from '../../support/assembly.ts'

const RESTORED = {
  stage: 'dev',
  sender: 'a@example.org',
  restoredTable: 'restored',
  restoredStream: 'arn:aws:dynamodb:us-east-1:123456789012:table/restored/stream/2027-03-09T23:00:00.000',
}
const options = optionsOf

describe('The options of a deployment', () => {
  test('are a stage, and nothing else unless it was asked for', () => {
    expect(options({ stage: 'dev' })).toEqual({
      stage: 'dev',
      cloudfront: false,
      customerManagedKey: false,
      textCountries: [],
      translation: false,
      tableUnits: 4_000,
      budget: 50,
      reservedConcurrency: false,
    })
    expect(options({ stage: 'dev', cloudfront: 'false' }).cloudfront).toBe(false)
  })

  test('are all there when all were asked for', () => {
    const { domain: name, certificate, sender, textsFrom } = ALL_OPTIONS
    const flags = { cloudfront: true, customerManagedKey: true }
    const all = {
      stage: 'prod',
      domain: { name, certificate },
      ...flags,
      sender,
      textCountries: ['US', 'CA'],
      textsFrom,
      translation: true,
      senderIdentity: 'domain',
      tableUnits: 40_000,
      budget: 200,
      reservedConcurrency: true,
    }
    expect(options(ALL_OPTIONS, 'us-east-1')).toEqual(all)
  })

  const identity = (name: string) => `arn:aws:ses:us-east-1:123456789012:identity/${name}`
  test.each(['workshops.example.org', 'example.org', ALL_OPTIONS.sender])(
    'let an identity that exists send for its address or domain: %s',
    (name) => {
      const arn = identity(name)
      expect(options({ ...ALL_OPTIONS, senderIdentity: arn }).senderIdentity).toEqual({ arn, name })
    },
  )

  const elsewhere = (arn: string) => arn.replace('us-east-1', 'eu-west-1')
  test.each<[said: string, given: Record<string, unknown>]>([
    ['-c stage=dev', {}],
    ['-c stage=prod', { stage: '' }],
    ['There is no stage "test"', { stage: 'test' }],
    ['There is no option "sendr": did you mean `-c sender=`?', { stage: 'dev', sendr: 'a@example.org' }],
    ['did you mean `-c textsFrom=`?', { ...ALL_OPTIONS, textFrom: ALL_OPTIONS.textsFrom }],
    ['did you mean `-c customerManagedKey=`?', { stage: 'dev', customermanagedkey: 'true' }],
    ['did you mean `-c stage=`?', { Stage: 'prod' }],
    ['did you mean `-c budget=`?', { stage: 'dev', budgt: '' }],
    ['add `-c certificate=`', { stage: 'dev', domain: 'workshops.example.org' }],
    ['add `-c domain=', { stage: 'dev', certificate: ALL_OPTIONS.certificate }],
    ['no host name', { ...ALL_OPTIONS, domain: 'https://workshops.example.org/' }],
    ['no certificate', { ...ALL_OPTIONS, certificate: 'certificate.pem' }],
    ['set it to true or false', { stage: 'dev', customerManagedKey: 'maybe' }],
    ['set it to true or false', { stage: 'dev', cloudfront: 'yes' }],
    ['names no countries', { stage: 'dev', textCountries: 'us' }],
    ['names no countries', { stage: 'dev', textCountries: 'US, CA' }],
    ['no country "UK"', { stage: 'dev', textCountries: 'US,UK' }],
    ['is no number', { ...ALL_OPTIONS, textsFrom: '+18005550100' }],
    ['Texts need `-c sender=`', { stage: 'dev', textsFrom: ALL_OPTIONS.textsFrom }],
    ['Texts need `-c sender=`', { ...ALL_OPTIONS, textCountries: '' }],
    ['no stream', { stage: 'dev', restoredTable: 'convite-restored', restoredStream: 'stream' }],
    [
      'add `-c restoredStream=`',
      { stage: 'dev', sender: 'a@example.org', restoredTable: 'convite-restored' },
    ],
    ['is no identity', { ...ALL_OPTIONS, senderIdentity: 'example.org' }],
    ['may not send as', { ...ALL_OPTIONS, senderIdentity: identity('example.com') }],
    ['may not send as', { ...ALL_OPTIONS, senderIdentity: identity('dana@workshops.example.org') }],
    ['add `-c sender=`', { stage: 'dev', senderIdentity: 'domain' }],
    ['a whole number', { stage: 'dev', tableUnits: '0' }],
    ['a whole number', { stage: 'dev', budget: '12.50' }],
    ['set it to true or false', { stage: 'dev', reservedConcurrency: '100' }],
    ['no e-mail address', { stage: 'dev', sender: 'Dana' }],
    ['CloudFront needs a domain', { stage: 'dev', cloudfront: 'true' }],
    ['no table', { stage: 'dev', restoredTable: 'arn:aws:dynamodb:us-east-1:123456789012:table/convite' }],
    [
      'The stream is of other',
      { ...RESTORED, restoredStream: RESTORED.restoredStream.replace('restored/', 'other/') },
    ],
    ['in one region', { ...RESTORED, textCountries: 'US', textsFrom: elsewhere(ALL_OPTIONS.textsFrom) }],
    ['in one region', { ...ALL_OPTIONS, senderIdentity: elsewhere(identity('example.org')) }],
    ['us-east-1 only', { ...ALL_OPTIONS, certificate: elsewhere(ALL_OPTIONS.certificate) }],
  ])('say in one sentence what to set: %s', (said, given) => {
    expect(() => options(given)).toThrow(said)
    const message = String(readMessage(() => options(given)))
    expect(message.trim().split(/[.!?]\s/)).toHaveLength(1)
    expect(message).not.toContain('\n')
  })

  test('stand beside the settings of the CLI, its feature flags and what it looked up', () => {
    const ofTheCli = {
      'cli-telemetry': false,
      'acknowledged-issue-numbers': [32775],
      '@aws-cdk/core:checkSecretUsage': true,
      'aws:cdk:enable-path-metadata': true,
      'availability-zones:account=123456789012:region=us-east-1': ['us-east-1a'],
    }
    expect(options({ stage: 'dev', ...ofTheCli }).stage).toBe('dev')
  })

  test('take a host in any case for the domain of an identity, and a domain in another script', () => {
    const arn = identity('example.org')
    const sender = 'Dana@Workshops.Example.org'
    expect(options({ stage: 'dev', sender, senderIdentity: arn }).senderIdentity).toMatchObject({ arn })
    const own = identity('Dana@workshops.example.org')
    expect(options({ stage: 'dev', sender, senderIdentity: own }).senderIdentity).toMatchObject({ arn: own })
    const name = 'xn--80ak6aa92e.xn--p1ai'
    expect(options({ stage: 'dev', domain: name, certificate: ALL_OPTIONS.certificate }).domain?.name).toBe(
      name,
    )
  })

  test('are in the region of the deploy, where it is known', () => {
    expect(() => options(RESTORED, 'eu-west-1')).toThrow('names us-east-1, and the rest is in eu-west-1')
    expect(options(RESTORED, 'us-east-1').restoredTable?.name).toBe('restored')
  })

  test('send nobody with CloudFront to a region that has none', () => {
    expect(() => options(ALL_OPTIONS, 'eu-west-1')).toThrow('us-east-1 only')
  })
})

function readMessage(work: () => unknown): string | undefined {
  try {
    work()
  } catch (fault) {
    return fault instanceof Error ? fault.message : undefined
  }
  return undefined
}
