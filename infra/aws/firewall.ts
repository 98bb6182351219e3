import type { Stack } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'

const FIVE_MINUTES = 300
// On a family night all families of a school come from one address, the school's.
const MOST_REQUESTS = 5_000
// Four hundred families who sign in within five minutes load the page, send their code, and some of them once more. The
// app counts wrong codes itself; this only keeps a flood away from it.
const MOST_CODES = 2_000
const CODE_PATHS = ['/code', '/sign-in']

// Rules that read bodies only count: what people write is theirs, and a roster is larger than 8 KB. Programs may leave
// out the User-Agent.
const MANAGED_RULES = [
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    counted: [
      'NoUserAgent_HEADER',
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'EC2MetaDataSSRF_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
    ],
  },
]

/** The firewall of CloudFront: rate limits by network address, then the rules that AWS keeps up to date. */
export function firewallOf(stack: Stack): CfnWebACL {
  return new CfnWebACL(stack, 'Firewall', {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visible('Firewall'),
    rules: [
      rateRule(0, 'Requests', MOST_REQUESTS),
      rateRule(1, 'Codes', MOST_CODES, {
        orStatement: { statements: CODE_PATHS.map(startsWith) },
      }),
      ...MANAGED_RULES.map((rules, place) => managedRule(place + 2, rules)),
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

function managedRule(
  priority: number,
  { name, counted }: (typeof MANAGED_RULES)[number],
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
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

// Samples would show URLs with tokens in the console.
function visible(name: string): CfnWebACL.VisibilityConfigProperty {
  return {
    metricName: `Convite${name}`,
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: false,
  }
}
