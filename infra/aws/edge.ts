import type { Stack } from 'aws-cdk-lib'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { acknowledge } from './acknowledgement.ts'

/** What stands in front: under which name, with which certificate, before which gateway. */
export type Edge = { domain: string; certificate: ICertificate; origin: string }

const FIVE_MINUTES = 300
// A whole school's families on a family night come from one address: the school's.
const MOST_REQUESTS = 5_000
// Short codes are the one thing that could be guessed. Four hundred families who sign in within five minutes ask for
// the page, send their code, and some of them once more: as many wrong ones as that are still hopeless.
const MOST_CODES = 2_000
const CODE_PATHS = ['/code', '/sign-in']

/** CloudFront and its firewall. Nothing is cached: every page is somebody's own. Gives its host name for DNS. */
export function edgeOf(stack: Stack, { domain, certificate, origin }: Edge): string {
  const behavior = {
    origin: new HttpOrigin(origin, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // The host too: the app compares it with the origin of each form.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
    compress: false, // what is not cached is not compressed here
  }
  const distribution = new Distribution(stack, 'Edge', {
    comment: `Convite at ${domain}`,
    domainNames: [domain],
    certificate,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: HttpVersion.HTTP2_AND_3,
    webAclId: firewallOf(stack).attrArn,
    defaultBehavior: { ...behavior, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
    // A program that was led on would go on sending its token in the clear, and nobody would know.
    additionalBehaviors: {
      '/api/*': { ...behavior, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY },
    },
  })
  acknowledge(
    distribution,
    'AwsSolutions-CFR3',
    'Its log would keep addresses with family tokens, and who asked; the gateway logs without either.',
  )
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'Families travel; a country says nothing about who may read.',
  )
  return distribution.distributionDomainName
}

function firewallOf(stack: Stack): CfnWebACL {
  return new CfnWebACL(stack, 'Firewall', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visible('Firewall'),
    rules: [
      rateRule(0, 'Requests', MOST_REQUESTS),
      rateRule(1, 'Codes', MOST_CODES, {
        orStatement: { statements: CODE_PATHS.map(startsWith) },
      }),
    ],
  })
}

function rateRule(
  priority: number,
  name: string,
  limit: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        limit,
        aggregateKeyType: 'IP',
        evaluationWindowSec: FIVE_MINUTES,
        ...(scopeDownStatement && { scopeDownStatement }),
      },
    },
    visibilityConfig: visible(name),
  }
}

function startsWith(searchString: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'STARTS_WITH',
      searchString,
      textTransformations: [{ priority: 0, type: 'NORMALIZE_PATH' }],
    },
  }
}

// Samples would show addresses with tokens in the console.
function visible(name: string): CfnWebACL.VisibilityConfigProperty {
  return {
    metricName: `Convite${name}`,
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: false,
  }
}
