import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { DkimIdentity, EasyDkimSigningKeyLength, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import type { Options } from './options.ts'

/**
 * The ARN of the SES identity that e-mail is sent as: one that exists already, the sender's whole domain with DKIM, or
 * by default the sender's address alone.
 */
export function mailIdentityOf(stack: Stack, from: string, identity: Options['senderIdentity']): string {
  if (identity !== undefined && identity !== 'domain') return identity.arn
  if (identity === undefined)
    return new EmailIdentity(stack, 'EmailIdentity', { identity: Identity.email(from) }).emailIdentityArn
  const domain = new EmailIdentity(stack, 'DomainIdentity', {
    identity: Identity.domain(from.slice(from.lastIndexOf('@') + 1)),
    dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
  })
  for (const [place, { name, value }] of domain.dkimRecords.entries())
    new CfnOutput(stack, `DkimRecord${place + 1}`, { value: `${name} CNAME ${value}` })
  return domain.emailIdentityArn
}
