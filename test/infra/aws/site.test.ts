import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { ALL_OPTIONS, type Assembly, onlyOf, resourcesOf, withBothStages } from '../../support/assembly.ts'

let dev: Assembly
let prod: Assembly
withBothStages((both) => {
  ;({ dev, prod } = both)
})

describe('The gateway', () => {
  test('has two routes and holds back a flood', () => {
    const keys = resourcesOf(dev.template, 'AWS::ApiGatewayV2::Route').map(([, { RouteKey }]) => RouteKey)
    expect(keys.sort()).toEqual(['$default', 'ANY /api/{proxy+}'])
    Template.fromStack(dev.stack).hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500 },
    })
  })

  test('logs neither addresses, which may hold a token, nor who asked', () => {
    const { properties } = onlyOf(dev.template, 'AWS::ApiGatewayV2::Stage')
    const logged = [...properties.AccessLogSettings.Format.matchAll(/\$context\.([\w.]+)/g)].map(
      ([, name]) => name,
    )
    expect(logged.sort()).toEqual([
      'error.responseType',
      'httpMethod',
      'integrationLatency',
      'requestId',
      'requestTime',
      'responseLatency',
      'responseLength',
      'routeKey',
      'status',
    ])
  })

  test('answers under its own name alone where it has one', () => {
    const template = Template.fromStack(prod.stack)
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true })
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: ALL_OPTIONS.domain,
      DomainNameConfigurations: [
        Match.objectLike({ CertificateArn: ALL_OPTIONS.certificate, SecurityPolicy: 'TLS_1_2' }),
      ],
    })
    Template.fromStack(dev.stack).resourceCountIs('AWS::ApiGatewayV2::DomainName', 0)
  })

  test('stands behind CloudFront only where that was asked for', () => {
    const template = Template.fromStack(dev.stack)
    template.resourceCountIs('AWS::CloudFront::Distribution', 0)
    template.resourceCountIs('AWS::WAFv2::WebACL', 0)
  })
})

// Amazon's own: Managed-CachingDisabled and Managed-AllViewer.
const NO_CACHE = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3'

describe('CloudFront', () => {
  test('caches no page, and hands on the host that forms are compared with', () => {
    Template.fromStack(prod.stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: [ALL_OPTIONS.domain],
        DefaultCacheBehavior: Match.objectLike({
          CachePolicyId: NO_CACHE,
          OriginRequestPolicyId: ALL_VIEWER,
          ViewerProtocolPolicy: 'redirect-to-https',
        }),
        ViewerCertificate: Match.objectLike({ MinimumProtocolVersion: 'TLSv1.2_2021' }),
        Logging: Match.absent(),
      },
    })
  })

  test('leads people to https, and refuses programs that would send their token in the clear', () => {
    Template.fromStack(prod.stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        CacheBehaviors: [
          Match.objectLike({
            PathPattern: '/api/*',
            CachePolicyId: NO_CACHE,
            OriginRequestPolicyId: ALL_VIEWER,
            ViewerProtocolPolicy: 'https-only',
          }),
        ],
      }),
    })
  })

  test('slows down who asks too often, and who guesses codes', () => {
    const rule = (name: string, limit: number) =>
      Match.objectLike({
        Name: name,
        Statement: { RateBasedStatement: Match.objectLike({ Limit: limit, AggregateKeyType: 'IP' }) },
      })
    Template.fromStack(prod.stack).hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'CLOUDFRONT',
      Rules: [rule('Requests', 5_000), rule('Codes', 2_000)],
      VisibilityConfig: Match.objectLike({ SampledRequestsEnabled: false }),
    })
  })
})
