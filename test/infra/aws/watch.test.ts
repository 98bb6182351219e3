import { Match, Template } from 'aws-cdk-lib/assertions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Assembly, onlyOf, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

let dev: Assembly
beforeAll(() => {
  dev = synthesize({ stage: 'dev' })
}, SYNTH_MS)
afterAll(() => dev?.remove())

describe('The watch', () => {
  test('raises an alarm for errors, throttles and slowness of each function, and for faults', () => {
    const alarms = resourcesOf(dev.template, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm)
    const each = ['Errors', 'Throttles', 'Duration'].flatMap((metric) => [metric, metric])
    const imports = ['Errors', 'ApproximateNumberOfMessagesVisible']
    const tally = [...imports, 'IteratorAge']
    expect(alarms.map(({ MetricName }) => MetricName).sort()).toEqual(
      [...each, ...imports, ...tally, '5xx'].sort(),
    )
    const topic = { Ref: onlyOf(dev.template, 'AWS::SNS::Topic').id }
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ AlarmActions: [topic], TreatMissingData: 'notBreaching' })
      expect(alarm.AlarmDescription).toMatch(/^(Families|Programs|Somebody|A roster) .*\.$/)
    }
  })

  test('shows it on one page', () => {
    const template = Template.fromStack(dev.stack)
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1)
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardBody: Match.anyValue() })
  })
})
