import type { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnConfigurationSet, CfnOptOutList, CfnProtectConfiguration } from 'aws-cdk-lib/aws-smsvoice'
import type { Events } from './events.ts'
import type { Options } from './options.ts'

/** What the sender is told and may do, so that texts leave; nothing where no number was named. */
export type Texts = { environment: Record<string, string>; rights: PolicyStatement[] }

/**
 * The settings under which text messages leave: to the countries that were named alone, so that nobody can run up a
 * bill elsewhere; what becomes of them goes to the topic. From which number, the operator says.
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
      sms: textCountries.map((countryCode) => ({ countryCode, protectStatus: 'ALLOW' })),
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
