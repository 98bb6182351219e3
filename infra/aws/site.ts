import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { acknowledge } from './acknowledgement.ts'
import { type Data, rightsOn, rightsToIndex, rightToRead, type TableAction } from './data.ts'
import { edgeOf, originSecretOf } from './edge.ts'
import type { Events } from './events.ts'
import type { Imports } from './imports.ts'
import { lambdaOf } from './lambda.ts'
import type { Options } from './options.ts'
import { PICTURE_ACTIONS, type Pictures, rightsOnPictures } from './pictures.ts'

/** The gateway and the two functions behind it. */
export type Site = {
  stage: HttpStage
  web: LambdaFunction
  api: LambdaFunction
  /** Where people reach it: `https://` and a host. */
  origin: string
}

// A message to 24,000 families causes some hundreds of page views a second at its peak; more is an attack.
const THROTTLE = { rateLimit: 500, burstLimit: 1000 }

const ASKED_ACTIONS = [
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
  'BatchWriteItem',
] as const satisfies readonly TableAction[]

/** What each function does with the table; a test compares it with the calls that they make. */
export const TABLE_ACTIONS = { web: ASKED_ACTIONS, api: ASKED_ACTIONS }

/** The background of the site: long imports, the bucket of pictures, and the events of carriers. */
export type SiteBackend = { imports: Imports; pictures: Pictures; events: Events | undefined }

// Calls of Amazon Translate name no resource.
function translationOf({ translation }: Options): Pick<Imports, 'environment' | 'rights'> {
  if (!translation) return { environment: {}, rights: [] }
  const right = new PolicyStatement({ actions: ['translate:TranslateText'], resources: ['*'] })
  return { environment: { CONVITE_TRANSLATION: 'on' }, rights: [right] }
}

type Shared = Pick<Imports, 'environment'> & {
  rightsOf: (name: keyof typeof TABLE_ACTIONS) => PolicyStatement[]
  originSecret: Secret | undefined
}

// What the sender sends over, for pages that say whom a message reaches.
function carriersOf({ sender, textsFrom }: Options): Record<string, string> {
  const channels = [...(sender ? ['email'] : []), ...(textsFrom ? ['sms'] : [])]
  return channels.length > 0 ? { CONVITE_CARRIERS: channels.join(' ') } : {}
}

// The environment and rights of both functions.
function sharedBy(stack: Stack, options: Options, data: Data, { imports, pictures }: SiteBackend): Shared {
  const translation = translationOf(options)
  const originSecret = options.cloudfront ? originSecretOf(stack, data.key) : undefined
  const secrets = [data.secret, data.setup, ...(originSecret ? [originSecret] : [])]
  const environment = {
    CONVITE_TABLE: data.table.tableName,
    CONVITE_SECRET: data.secret.secretArn,
    CONVITE_SETUP_SECRET: data.setup.secretArn,
    ...carriersOf(options),
    ...imports.environment,
    ...pictures.environment,
    ...translation.environment,
    ...(options.domain && { CONVITE_ORIGIN: `https://${options.domain.name}` }),
    ...(originSecret && { CONVITE_ORIGIN_SECRET: originSecret.secretArn }),
  }
  const rights = [rightToRead(secrets), ...rightsToIndex(data), ...imports.rights, ...translation.rights]
  const rightsOf = (name: keyof typeof TABLE_ACTIONS) => [
    ...rightsOn(data, TABLE_ACTIONS[name]),
    ...rightsOnPictures(pictures, PICTURE_ACTIONS[name]),
    ...rights,
  ]
  return { environment, rightsOf, originSecret }
}

/** `/api/…` goes to the API's function, everything else to the web's; under the domain where there is one. */
export function siteOf(stack: Stack, options: Options, data: Data, backend: SiteBackend): Site {
  const { events } = backend
  const { environment, rightsOf, originSecret } = sharedBy(stack, options, data, backend)
  const web = lambdaOf(stack, {
    name: 'web',
    id: 'Web',
    description: 'Convite: the pages of families and organizers.',
    environment,
    rights: rightsOf('web'),
    memoryMegabytes: 1024,
  })
  const api = lambdaOf(stack, {
    name: 'api',
    id: 'Api',
    description: 'Convite: the JSON API, rosters too.',
    environment: { ...environment, ...(events && { CONVITE_TOPIC: events.topic.topicArn }) },
    rights: rightsOf('api'),
    memoryMegabytes: 1769, // one whole processor: a roster is read at once
  })
  const http = new HttpApi(stack, 'HttpApi', {
    description: `Convite (${options.stage})`,
    createDefaultStage: false,
    // With a domain it answers under that name alone.
    disableExecuteApiEndpoint: options.domain !== undefined,
    defaultIntegration: new HttpLambdaIntegration('WebIntegration', web),
  })
  http.addRoutes({
    path: '/api/{proxy+}',
    methods: [HttpMethod.ANY],
    integration: new HttpLambdaIntegration('ApiIntegration', api),
  })
  acknowledge(
    http,
    'AwsSolutions-APIG4',
    'The functions check a cookie or bearer token themselves; some pages are public.',
  )
  const stage = stageOf(stack, http)
  publish(stack, options, { api: http, stage, originSecret })
  const origin = options.domain ? `https://${options.domain.name}` : http.apiEndpoint
  return { stage, web, api, origin }
}

// Neither a URL, which can hold a family's token, nor the caller's address is logged.
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    time: AccessLogField.contextRequestTime(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextRouteKey(),
    status: AccessLogField.contextStatus(),
    error: AccessLogField.contextErrorResponseType(),
    bytes: AccessLogField.contextResponseLength(),
    milliseconds: AccessLogField.contextResponseLatency(),
    functionMilliseconds: AccessLogField.contextIntegrationLatency(),
  }),
)

function stageOf(stack: Stack, httpApi: HttpApi): HttpStage {
  const logGroup = new LogGroup(stack, 'AccessLogs', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  return new HttpStage(stack, 'HttpStage', {
    httpApi,
    stageName: '$default', // any other name would be part of every path
    autoDeploy: true,
    throttle: THROTTLE,
    detailedMetricsEnabled: true,
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: ACCESS_LOG },
  })
}

type Published = { api: HttpApi; stage: HttpStage; originSecret: Secret | undefined }

function publish(stack: Stack, options: Options, { api, stage, originSecret }: Published): void {
  const { domain } = options
  if (!domain) {
    new CfnOutput(stack, 'Address', { value: api.apiEndpoint })
    return
  }
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', domain.certificate)
  const name = new DomainName(stack, 'Domain', {
    domainName: domain.name,
    certificate,
    securityPolicy: SecurityPolicy.TLS_1_2,
  })
  new ApiMapping(stack, 'DomainMapping', { api, domainName: name, stage })
  const target = originSecret
    ? edgeOf(stack, { domain: domain.name, certificate, origin: name.regionalDomainName, originSecret })
    : name.regionalDomainName
  new CfnOutput(stack, 'Address', { value: `https://${domain.name}` })
  new CfnOutput(stack, 'DnsTarget', { value: target, description: `Make ${domain.name} a CNAME of this.` })
}
