import type { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnConfigurationSet, CfnOptOutList, CfnProtectConfiguration } from 'aws-cdk-lib/aws-smsvoice'
import { COUNTRIES } from './countries.ts'
import type { Events } from './events.ts'
import type { Options } from './options.ts'

/** The environment and rights with which the sender sends texts; empty where no number was named. */
export type Texts = { environment: Record<string, string>; rights: PolicyStatement[] }

/**
 * The settings with which text messages are sent: only to the named countries, so that nobody can run up a bill
 * elsewhere; delivery events go to the topic. The operator says from which number.
 */
export function textsOf(
  stack: Stack,
  { stage, textCountries, textsFrom }: Options,
  events: Events | undefined,
): Texts {
  if (textCountries.length === 0) return { environment: {}, rights: [] }
  new CfnOptOutList(stack, 'OptOutList', { optOutListName: `convite-${stage}` })
  const countries = new CfnProtectConfiguration(stack, 'TextCountries', {
    countryRuleSet: {
      sms: COUNTRIES.map((countryCode) => ({
        countryCode,
        protectStatus: textCountries.includes(countryCode) ? 'ALLOW' : 'BLOCK',
      })),
    },
    deletionProtectionEnabled: stage === 'prod',
  })
  const set = new CfnConfigurationSet(stack, 'Texts', {
    configurationSetName: `convite-${stage}`,
    protectConfigurationId: countries.attrProtectConfigurationId,
    ...(events && {
      eventDestinations: [
        {
          eventDestinationName: 'what-became-of-them',
          enabled: true,
          matchingEventTypes: ['TEXT_ALL'],
          snsDestination: { topicArn: events.topic.topicArn },
        },
      ],
    }),
  })
  if (!textsFrom) return { environment: {}, rights: [] }
  return {
    environment: { CONVITE_TEXTS_FROM: textsFrom, CONVITE_TEXT_EVENTS: set.ref },
    rights: [
      new PolicyStatement({
        actions: ['sms-voice:SendTextMessage'],
        resources: [textsFrom, set.attrArn],
      }),
    ],
  }
}
