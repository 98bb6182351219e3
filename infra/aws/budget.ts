import type { Stack } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Topic } from 'aws-cdk-lib/aws-sns'

// Percent of the budget that were spent, and that the month is going to come to.
const SPENT = 80
const FORECAST = 100

/** Tells the topic when the account's month costs more US dollars than planned; it stops nothing. */
export function budgetOf(stack: Stack, dollars: number, topic: Topic): void {
  const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: {
      notificationType,
      threshold,
      thresholdType: 'PERCENTAGE',
      comparisonOperator: 'GREATER_THAN',
    },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  })
  const budget = new CfnBudget(stack, 'Budget', {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: dollars, unit: 'USD' } },
    notificationsWithSubscribers: [told('ACTUAL', SPENT), told('FORECASTED', FORECAST)],
  })
  budget.node.addDependency(topic) // and its policy, without which AWS refuses the subscriber
}
