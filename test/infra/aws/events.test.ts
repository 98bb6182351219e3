import { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { HOOK } from '../../../infra/aws/events.ts'
import { ALL_OPTIONS, onlyOf, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

test(
  'what becomes of messages is told to the API, by a topic to which Amazon’s carriers alone write',
  () => {
    const prod = synthesize(ALL_OPTIONS)
    const { properties } = onlyOf(prod.template, 'AWS::SNS::Subscription')
    expect(properties).toMatchObject({
      Endpoint: `https://workshops.example.org${HOOK}`,
      Protocol: 'https',
      RawMessageDelivery: false,
    })
    const template = Template.fromStack(prod.stack)
    template.hasResourceProperties('AWS::SNS::Topic', { SignatureVersion: '2' })
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { CONVITE_TOPIC: properties.TopicArn } },
    })
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        MatchingEventTypes: ['bounce', 'complaint', 'delivery', 'reject'],
        SnsDestination: { TopicARN: properties.TopicArn },
      },
    })
    const policies = JSON.stringify(resourcesOf(prod.template, 'AWS::SNS::TopicPolicy'))
    expect(policies).toContain('"Service":["ses.amazonaws.com","sms-voice.amazonaws.com"]')
    expect(policies).toContain('"aws:SourceAccount"')
    prod.remove()
    const dev = synthesize({ stage: 'dev' })
    expect(resourcesOf(dev.template, 'AWS::SNS::Subscription')).toEqual([])
    dev.remove()
  },
  SYNTH_MS,
)
