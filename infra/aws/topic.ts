import type { Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Topic } from 'aws-cdk-lib/aws-sns'

/** Lets services of AWS publish to the topic, on behalf of this account alone. */
export function letPublish(stack: Stack, topic: Topic, services: readonly string[]): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ServicesMayPublish',
      effect: Effect.ALLOW,
      principals: services.map((service) => new ServicePrincipal(`${service}.amazonaws.com`)),
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  )
}
