import type { Stack } from 'aws-cdk-lib'
import { CfnConfigurationSet, CfnOptOutList, CfnProtectConfiguration } from 'aws-cdk-lib/aws-smsvoice'
import type { Options } from './options.ts'

/**
 * The settings under which text messages may leave: to the countries that were named alone, so that nobody can run up
 * a bill elsewhere, and with a list of who said STOP. What is sent, and from which number, comes with the texts.
 */
export function textsOf(stack: Stack, { stage, textCountries }: Options): void {
  if (textCountries.length === 0) return
  new CfnOptOutList(stack, 'OptOutList', { optOutListName: `convite-${stage}` })
  const countries = new CfnProtectConfiguration(stack, 'TextCountries', {
    countryRuleSet: {
      sms: textCountries.map((countryCode) => ({ countryCode, protectStatus: 'ALLOW' })),
    },
    deletionProtectionEnabled: stage === 'prod',
  })
  new CfnConfigurationSet(stack, 'Texts', {
    configurationSetName: `convite-${stage}`,
    protectConfigurationId: countries.attrProtectConfigurationId,
  })
}
