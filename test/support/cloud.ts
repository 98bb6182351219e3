import type { Right } from './amazon.ts'
import { type CloudTemplate, listOf, type Statement, type Value } from './assembly.ts'

const REGION = 'us-east-1'
const ACCOUNT = '123456789012'

/** The name under which the gateway answers. */
export const HOST = `convite.execute-api.${REGION}.amazonaws.com`

/** What CloudFormation would resolve a template's references to, with names of this machine. */
export type Cloud = {
  resolve(value: Value): string
  rights(statements: readonly Statement[]): Right[]
  region: string
  account: string
}

/** The ARN of a table of that name. */
export const tableArn = (name: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`

/** Resolves a template's references; throws for missing or unknown ones. */
export function cloudOf({ Resources }: CloudTemplate, tableName: string): Cloud {
  const pseudo: Record<string, string> = {
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  }
  const typeOf = (id: string) => {
    const found = Resources[id]
    if (!found) throw new Error(`the template has no resource ${id}`)
    return found.Type
  }
  const arnOf = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`
  const references: Record<string, (id: string) => string> = {
    'AWS::DynamoDB::Table': () => tableName,
    'AWS::SecretsManager::Secret': (id) => arnOf('secretsmanager', `secret:${id}-Ab12Cd`),
    'AWS::Lambda::Function': (id) => id,
    'AWS::ApiGatewayV2::Api': (id) => id.toLowerCase(),
    'AWS::ApiGatewayV2::Integration': (id) => id,
    'AWS::SQS::Queue': (id) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${id}`,
    'AWS::S3::Bucket': (id) => id.toLowerCase(),
    'AWS::SNS::Topic': (id) => arnOf('sns', id),
    'AWS::SES::ConfigurationSet': (id) => Resources[id]?.Properties.Name,
    'AWS::SMSVOICE::ConfigurationSet': (id) => Resources[id]?.Properties.ConfigurationSetName,
    'AWS::SES::EmailIdentity': (id) => Resources[id]?.Properties.EmailIdentity,
  }
  const attributes: Record<string, (id: string) => string> = {
    'AWS::DynamoDB::Table.Arn': () => tableArn(tableName),
    'AWS::Lambda::Function.Arn': (id) => arnOf('lambda', `function:${id}`),
    'AWS::Logs::LogGroup.Arn': (id) => arnOf('logs', `log-group:${id}:*`),
    'AWS::KMS::Key.Arn': (id) => arnOf('kms', `key/${id}`),
    'AWS::DynamoDB::Table.StreamArn': () => `${tableArn(tableName)}/stream/1`,
    'AWS::SMSVOICE::ConfigurationSet.Arn': (id) =>
      arnOf('sms-voice', `configuration-set/${Resources[id]?.Properties.ConfigurationSetName}`),
    'AWS::S3::Bucket.Arn': (id) => `arn:aws:s3:::${id.toLowerCase()}`,
    'AWS::SQS::Queue.Arn': (id) => arnOf('sqs', id),
    'AWS::ApiGatewayV2::Api.ApiEndpoint': () => `https://${HOST}`,
  }
  const known = (table: typeof references, kind: string, id: string) => {
    const make = table[kind]
    if (!make) throw new Error(`nothing stands for ${kind} (${id})`)
    return make(id)
  }
  const resolve = (value: Value): string => {
    if (typeof value !== 'object') return String(value)
    if ('Ref' in value) return pseudo[value.Ref] ?? known(references, typeOf(value.Ref), value.Ref)
    if ('Fn::Join' in value) return value['Fn::Join'][1].map(resolve).join(value['Fn::Join'][0])
    const [id, attribute] = value['Fn::GetAtt']
    return known(attributes, `${typeOf(id)}.${attribute}`, id)
  }
  const rights = (statements: readonly Statement[]) =>
    statements.flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) =>
        listOf(Resource).map((resource) => ({ action, resource: resolve(resource) })),
      ),
    )
  return { resolve, rights, region: REGION, account: ACCOUNT }
}
