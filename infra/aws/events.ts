import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns'
import type { Options } from './options.ts'

/** Where Amazon tells what became of messages and what was answered by text. */
export type Events = {
  topic: Topic
  /** The configuration set by whose name e-mail leaves. */
  mail: ConfigurationSet
}

/** The path of the API at which the topic is heard. */
export const HOOK = '/api/v1/hooks/sns'

/** A topic to which SES and End User Messaging write, nobody else; there where somebody sends. */
export function eventsOf(stack: Stack, { stage, sender }: Options): Events | undefined {
  if (!sender) return undefined
  // Not encrypted with a key of the account: Amazon's services may not use it. What it holds is gone once it was heard.
  const topic = new Topic(stack, 'MessageEvents', {
    enforceSSL: true,
    displayName: `Convite (${stage})`,
    signatureVersion: '2', // with SHA-256; Amazon's default is SHA-1
  })
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CarriersMayWrite',
      effect: Effect.ALLOW,
      principals: [
        new ServicePrincipal('ses.amazonaws.com'),
        new ServicePrincipal('sms-voice.amazonaws.com'),
      ],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  )
  const mail = new ConfigurationSet(stack, 'Mail', { configurationSetName: `convite-mail-${stage}` })
  mail.addEventDestination('MailEvents', {
    destination: EventDestination.snsTopic(topic),
    events: [
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.REJECT,
    ],
  })
  new CfnOutput(stack, 'MessageEventsArn', { key: 'MessageEvents', value: topic.topicArn })
  return { topic, mail }
}

/** Lets the API hear what the topic says; it confirms by itself that it wants to. */
export function hearEvents(stack: Stack, { topic }: Events, origin: string): void {
  new Subscription(stack, 'MessageEventsToApi', {
    topic,
    protocol: SubscriptionProtocol.HTTPS,
    endpoint: origin + HOOK,
    rawMessageDelivery: false, // its signature is what we believe
  })
}
