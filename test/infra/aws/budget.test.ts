import { expect, test } from 'vitest'
import { ALL_OPTIONS, onlyOf, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

test(
  'the alarm topic hears when the month costs, or is going to cost, more than the operator planned',
  () => {
    const { template, remove } = synthesize({ ...ALL_OPTIONS, budget: '120' })
    remove()
    const { properties } = onlyOf(template, 'AWS::Budgets::Budget')
    expect(properties.Budget).toEqual({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 120, Unit: 'USD' },
    })
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic').find(([id]) => id.startsWith('Alarms')) ?? []
    const told = (NotificationType: string, Threshold: number) => ({
      Notification: {
        NotificationType,
        Threshold,
        ThresholdType: 'PERCENTAGE',
        ComparisonOperator: 'GREATER_THAN',
      },
      Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: topic } }],
    })
    expect(properties.NotificationsWithSubscribers).toEqual([told('ACTUAL', 80), told('FORECASTED', 100)])
  },
  SYNTH_MS,
)
