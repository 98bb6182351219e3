import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { Key } from 'aws-cdk-lib/aws-kms'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { acknowledge } from './acknowledgement.ts'
import { firewallOf } from './firewall.ts'
import { secretOf } from './secret.ts'

/** The settings of CloudFront: its name and certificate, the gateway behind it, and the secret that it shows there. */
export type Edge = { domain: string; certificate: ICertificate; origin: string; originSecret: Secret }

// The functions look for the same two: functions/edge.ts.
const ORIGIN_KEY_HEADER = 'x-convite-origin-key'
const VISITOR_HEADER = 'CloudFront-Viewer-Address'

/** The secret that CloudFront sends with every request, and without which the functions answer none. */
export function originSecretOf(stack: Stack, key: Key | undefined): Secret {
  return secretOf(stack, 'Origin', {
    description: "Convite's originKey, by which the functions know that a request came through CloudFront.",
    field: 'originKey',
    whyNotRotated: 'CloudFront and the functions take a new one with a deploy: see docs/operations.md.',
    removalPolicy: RemovalPolicy.DESTROY,
    key,
  })
}

/** CloudFront and its firewall. Nothing is cached, since every page is personal. Returns its host name for DNS. */
export function edgeOf(stack: Stack, { domain, certificate, origin, originSecret }: Edge): string {
  const behavior = {
    origin: new HttpOrigin(origin, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      // In the template it is a reference, which CloudFormation resolves when it deploys.
      customHeaders: { [ORIGIN_KEY_HEADER]: originSecret.secretValueFromJson('originKey').unsafeUnwrap() },
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: allOfTheRequest(stack),
    compress: false, // CloudFront compresses only what it caches
  }
  const distribution = new Distribution(stack, 'Edge', {
    comment: `Convite at ${domain}`,
    domainNames: [domain],
    certificate,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: HttpVersion.HTTP2_AND_3,
    webAclId: firewallOf(stack).attrArn,
    defaultBehavior: { ...behavior, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
    // A program that is redirected would go on sending its token in the clear unnoticed.
    additionalBehaviors: {
      '/api/*': { ...behavior, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY },
    },
  })
  acknowledge(
    distribution,
    'AwsSolutions-CFR3',
    'Its log would keep URLs with family tokens and visitors’ addresses; the gateway logs neither.',
  )
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'Families travel; a country says nothing about who may read.',
  )
  return distribution.distributionDomainName
}

// The host too, which the app compares with the origin of each form; and the visitor's address, which wrong guesses are
// counted by.
function allOfTheRequest(stack: Stack): OriginRequestPolicy {
  return new OriginRequestPolicy(stack, 'EdgeRequests', {
    comment: 'All of the request, and the address of the visitor',
    headerBehavior: OriginRequestHeaderBehavior.all(VISITOR_HEADER),
    cookieBehavior: OriginRequestCookieBehavior.all(),
    queryStringBehavior: OriginRequestQueryStringBehavior.all(),
  })
}
