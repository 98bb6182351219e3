import { readFileSync } from 'node:fs'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ALL_OPTIONS,
  type Assembly,
  onlyOf,
  resourcesOf,
  SYNTH_MS,
  synthesize,
} from '../../support/assembly.ts'

let dev: Assembly
beforeAll(() => {
  dev = synthesize({ stage: 'dev' })
}, SYNTH_MS)
afterAll(() => dev?.remove())

describe('The watch', () => {
  test('raises an alarm for errors, throttles and slowness of each function, for faults, and for a table at its ceiling', () => {
    const alarms = resourcesOf(dev.template, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm)
    const each = ['Errors', 'Throttles', 'Duration'].flatMap((metric) => [metric, metric])
    const imports = ['Errors', 'ApproximateNumberOfMessagesVisible']
    const tally = [...imports, 'IteratorAge']
    expect(alarms.map(({ MetricName }) => MetricName).sort()).toEqual(
      [...each, ...imports, ...tally, '5xx', 'ReadThrottleEvents', 'WriteThrottleEvents'].sort(),
    )
    const topic = { Ref: onlyOf(dev.template, 'AWS::SNS::Topic').id }
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ AlarmActions: [topic], TreatMissingData: 'notBreaching' })
      expect(alarm.AlarmDescription).toMatch(/^(Families|Programs|Somebody|A roster|People) .*\.$/)
    }
  })

  test('shows it on one page', () => {
    const template = Template.fromStack(dev.stack)
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1)
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardBody: Match.anyValue() })
  })
})

describe('The runbook', () => {
  const text = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  const [, section = ''] = /\n## When an alarm rings\n(.*?)\n## /s.exec(text) ?? []
  const entries = section
    .split(/^### /m)
    .slice(1)
    .map((entry) => {
      const [heading = '', ...lines] = entry.split('\n')
      return { names: heading.split(', '), body: lines.join('\n') }
    })

  test(
    'has an entry for each alarm and the budget, and none for another',
    () => {
      const prod = synthesize(ALL_OPTIONS)
      prod.remove()
      // An alarm's name in an e-mail is its logical id with the stack's name before it.
      const ids = ['AWS::CloudWatch::Alarm', 'AWS::Budgets::Budget'].flatMap((type) =>
        resourcesOf(prod.template, type).map(([id]) => id.replace(/(Alarm[0-9A-F]{8})?$/, '')),
      )
      expect(entries.flatMap(({ names }) => names).sort()).toEqual(ids.sort())
    },
    SYNTH_MS,
  )

  test('says of each what it means, where to look and how to mend it', () => {
    for (const { names, body } of entries)
      for (const part of ['**Means:** ', '**Look:** ', '**Mend:** '])
        expect(body, names.join()).toContain(part)
  })
})
