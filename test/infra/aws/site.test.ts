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

  test('tells both functions over which channels messages are sent', () => {
    const carriersIn = ({ template }: Assembly) =>
      resourcesOf(template, 'AWS::Lambda::Function')
        .filter(([, { Description }]) => /pages of families|JSON API/.test(Description))
        .map(([, { Environment }]) => Environment.Variables.CONVITE_CARRIERS)
    expect(carriersIn(prod)).toEqual(['email sms', 'email sms'])
    expect(carriersIn(dev)).toEqual([undefined, undefined])
  })

  test('is behind CloudFront only where the option asks for it', () => {
    const template = Template.fromStack(dev.stack)
    template.resourceCountIs('AWS::CloudFront::Distribution', 0)
    template.resourceCountIs('AWS::WAFv2::WebACL', 0)
  })
})

// AWS's own: Managed-CachingDisabled.
const NO_CACHE = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const requestsOf = () => ({ Ref: onlyOf(prod.template, 'AWS::CloudFront::OriginRequestPolicy').id })

describe('CloudFront', () => {
  test('hands on all of a request, the host that forms are compared with too, and where the visitor comes from', () => {
    const { properties } = onlyOf(prod.template, 'AWS::CloudFront::OriginRequestPolicy')
    expect(properties.OriginRequestPolicyConfig).toMatchObject({
      HeadersConfig: {
        HeaderBehavior: 'allViewerAndWhitelistCloudFront',
        Headers: ['CloudFront-Viewer-Address'],
      },
      CookiesConfig: { CookieBehavior: 'all' },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
    })
  })

  test('shows the gateway a secret, which is in no template', () => {
    const secret = resourcesOf(prod.template, 'AWS::SecretsManager::Secret').find(
      ([, { GenerateSecretString }]) => GenerateSecretString.GenerateStringKey === 'originKey',
    )
    const { DistributionConfig } = onlyOf(prod.template, 'AWS::CloudFront::Distribution').properties
    expect(DistributionConfig.Origins).toHaveLength(1)
    expect(DistributionConfig.Origins[0].OriginCustomHeaders).toEqual([
      {
        HeaderName: 'x-convite-origin-key',
        HeaderValue: {
          'Fn::Join': [
            '',
            ['{{resolve:secretsmanager:', { Ref: secret?.[0] }, ':SecretString:originKey::}}'],
          ],
        },
      },
    ])
    for (const [id, code] of resourcesOf(prod.template, 'AWS::Lambda::Function'))
      if (/^(Web|Api)/.test(id))
        expect(code.Environment.Variables.CONVITE_ORIGIN_SECRET, id).toEqual({ Ref: secret?.[0] })
  })

  test('caches no page', () => {
    Template.fromStack(prod.stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: [ALL_OPTIONS.domain],
        DefaultCacheBehavior: Match.objectLike({
          CachePolicyId: NO_CACHE,
          OriginRequestPolicyId: requestsOf(),
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
            OriginRequestPolicyId: requestsOf(),
            ViewerProtocolPolicy: 'https-only',
          }),
        ],
      }),
    })
  })
})
