import { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { ALL_OPTIONS, onlyOf, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

test(
  'text messages may go to the countries that were named, and nowhere where none was',
  () => {
    const prod = synthesize(ALL_OPTIONS)
    const rules = onlyOf(prod.template, 'AWS::SMSVOICE::ProtectConfiguration')
    expect(
      rules.properties.CountryRuleSet.SMS.map((rule: { CountryCode: string }) => rule.CountryCode),
    ).toEqual(['US', 'CA'])
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
