import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns'
import type { Options } from './options.ts'
import { letPublish } from './topic.ts'

/** Where AWS reports what became of messages, and what people answer by text. */
export type Events = {
  topic: Topic
  /** The configuration set with which e-mail is sent. */
  mail: ConfigurationSet
}

/** The path of the API that the topic calls. */
export const HOOK = '/api/v1/hooks/sns'

/** A topic to which SES and End User Messaging publish and nobody else, where messages are sent. */
export function eventsOf(stack: Stack, { stage, sender }: Options): Events | undefined {
  if (!sender) return undefined
  // Not encrypted with a key of the account, which those services may not use. Nothing is kept once it is delivered.
  const topic = new Topic(stack, 'MessageEvents', {
    enforceSSL: true,
    displayName: `Convite (${stage})`,
    signatureVersion: '2', // with SHA-256; the default is SHA-1
  })
  letPublish(stack, topic, ['ses', 'sms-voice'])
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

/** Subscribes the API to the topic; it confirms the subscription by itself. */
export function hearEvents(stack: Stack, { topic }: Events, origin: string): void {
  new Subscription(stack, 'MessageEventsToApi', {
    topic,
    protocol: SubscriptionProtocol.HTTPS,
    endpoint: origin + HOOK,
    rawMessageDelivery: false, // the API verifies the signature, which a raw message lacks
  })
}
