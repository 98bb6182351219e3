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
import { acknowledge } from './acknowledgement.ts'
import { type Data, rightsOn, rightToIndex, rightToSecret, type TableAction } from './data.ts'
import { edgeOf } from './edge.ts'
import type { Events } from './events.ts'
import type { Imports } from './imports.ts'
import { lambdaOf } from './lambda.ts'
import type { Options } from './options.ts'

/** What answers on the internet: the gateway and the two functions behind it. */
export type Site = {
  stage: HttpStage
  web: LambdaFunction
  api: LambdaFunction
  /** Where people reach it: `https://` and a host. */
  origin: string
}

// A message to 24,000 families opens some hundreds of pages a second at its height; more is no family.
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

/** What each function does with the table; a test compares it with what they are seen to do. */
export const TABLE_ACTIONS = { web: ASKED_ACTIONS, api: ASKED_ACTIONS }

/** What works behind the site: who goes on with long imports, and where is told what became of messages. */
export type Behind = { imports: Imports; events: Events | undefined }

// Amazon Translate knows no resource that a call could name.
function translationOf({ translation }: Options): Pick<Imports, 'environment' | 'rights'> {
  if (!translation) return { environment: {}, rights: [] }
  const right = new PolicyStatement({ actions: ['translate:TranslateText'], resources: ['*'] })
  return { environment: { CONVITE_TRANSLATION: 'on' }, rights: [right] }
}

/** `/api/…` goes to the API's function, everything else to the web's; under the domain where there is one. */
export function siteOf(stack: Stack, options: Options, data: Data, { imports, events }: Behind): Site {
  const translation = translationOf(options)
  const environment = {
    CONVITE_TABLE: data.table.tableName,
    CONVITE_SECRET: data.secret.secretArn,
    ...imports.environment,
    ...translation.environment,
    // Addresses of visitors are the firewall's to see and to count; ours to see are its own.
    ...(options.cloudfront && { CONVITE_FIREWALL: 'on' }),
  }
  const rights = [rightToSecret(data), rightToIndex(data), ...imports.rights, ...translation.rights]
  const web = lambdaOf(stack, {
    name: 'web',
    id: 'Web',
    description: 'Convite: the pages of families and organizers.',
    environment,
    rights: [...rightsOn(data, TABLE_ACTIONS.web), ...rights],
    memoryMegabytes: 1024,
  })
  const api = lambdaOf(stack, {
    name: 'api',
    id: 'Api',
    description: 'Convite: the JSON API, rosters too.',
    environment: { ...environment, ...(events && { CONVITE_TOPIC: events.topic.topicArn }) },
    rights: [...rightsOn(data, TABLE_ACTIONS.api), ...rights],
    memoryMegabytes: 1769, // one whole processor: a roster is read in one go
  })
  const http = new HttpApi(stack, 'HttpApi', {
    description: `Convite (${options.stage})`,
    createDefaultStage: false,
    // Under a name of its own it answers to that alone.
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
    'Whoever asks is known by cookie or bearer token, which the functions check; some pages are for all.',
  )
  const stage = stageOf(stack, http)
  publish(stack, options, http, stage)
  const origin = options.domain ? `https://${options.domain.name}` : http.apiEndpoint
  return { stage, web, api, origin }
}

// An address can hold a family's token and says who was where: neither it nor the caller's is logged.
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
    stageName: '$default', // any other name would stand at the start of every path
    autoDeploy: true,
    throttle: THROTTLE,
    detailedMetricsEnabled: true,
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: ACCESS_LOG },
  })
}

function publish(stack: Stack, options: Options, api: HttpApi, stage: HttpStage): void {
  const { domain, cloudfront } = options
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
  const target = cloudfront
    ? edgeOf(stack, { domain: domain.name, certificate, origin: name.regionalDomainName })
    : name.regionalDomainName
  new CfnOutput(stack, 'Address', { value: `https://${domain.name}` })
  new CfnOutput(stack, 'DnsTarget', { value: target, description: `Make ${domain.name} a CNAME of this.` })
}
