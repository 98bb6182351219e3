import { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { COUNTRIES } from '../../../infra/aws/countries.ts'
import { ALL_OPTIONS, onlyOf, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

test(
  'text messages may go to the countries that were named, and nowhere where none was',
  () => {
    const prod = synthesize(ALL_OPTIONS)
    const rules = onlyOf(prod.template, 'AWS::SMSVOICE::ProtectConfiguration')
    const rulesOfTexts: { CountryCode: string; ProtectStatus: string }[] = rules.properties.CountryRuleSet.SMS
    const named = (status: string) =>
      rulesOfTexts
        .filter(({ ProtectStatus }) => ProtectStatus === status)
        .map(({ CountryCode }) => CountryCode)
    expect(named('ALLOW').sort()).toEqual(['CA', 'US'])
    // A country without a rule of its own would be allowed.
    expect([...named('ALLOW'), ...named('BLOCK')].sort()).toEqual([...COUNTRIES].sort())
    expect(named('BLOCK')).toEqual(expect.arrayContaining(['MX', 'GB', 'SO', 'VN', 'CU', 'XK']))
    expect(COUNTRIES.length).toBeGreaterThan(230)
    expect(COUNTRIES.length).toBeLessThanOrEqual(300) // more rules AWS takes in no call
    Template.fromStack(prod.stack).hasResourceProperties('AWS::SMSVOICE::ConfigurationSet', {
      ProtectConfigurationId: { 'Fn::GetAtt': [rules.id, 'ProtectConfigurationId'] },
    })
    const topic = onlyOf(prod.template, 'AWS::SNS::Subscription').properties.TopicArn
    Template.fromStack(prod.stack).hasResourceProperties('AWS::SMSVOICE::ConfigurationSet', {
      EventDestinations: [{ MatchingEventTypes: ['TEXT_ALL'], SnsDestination: { TopicArn: topic } }],
    })
    prod.remove()
    const dev = synthesize({ stage: 'dev' })
    expect(resourcesOf(dev.template, 'AWS::SMSVOICE::ConfigurationSet')).toEqual([])
    dev.remove()
  },
  SYNTH_MS,
)
