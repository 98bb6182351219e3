import { expect, test } from 'vitest'
import { ALL_OPTIONS, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

test(
  'alarms and the budget may publish to their topic, carriers to theirs, each on behalf of this account alone',
  () => {
    const { template, remove } = synthesize(ALL_OPTIONS)
    remove()
    const policies = resourcesOf(template, 'AWS::SNS::TopicPolicy').map(([, policy]) => policy)
    const allowed = policies.flatMap(({ PolicyDocument, Topics: [topic] }) =>
      PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow').map(
        (statement: object) => ({ ...statement, topic: topic.Ref }),
      ),
    )
    const may = (topic: string, services: string[]) => ({
      Sid: 'ServicesMayPublish',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: services },
      Resource: { Ref: expect.stringMatching(topic) },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      topic: expect.stringMatching(topic),
    })
    for (const { Condition } of allowed) expect(JSON.stringify(Condition)).toMatch(/aws:SourceAccount/i)
    expect(allowed).toContainEqual(may('^Alarms', ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']))
    expect(allowed).toContainEqual(may('^MessageEvents', ['ses.amazonaws.com', 'sms-voice.amazonaws.com']))
  },
  SYNTH_MS,
)
