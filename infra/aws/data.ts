import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { DUE_INDEX, STREAM, tableDefinition } from '../../shared/table/definition.ts'
import type { Options } from './options.ts'
import { secretOf } from './secret.ts'

/**
 * The resources that outlive every deployment: the table, the secret that signs cookies, the one with the set-up code
 * of `/start`, and the key that encrypts them where one was asked for.
 */
export type Data = { table: Table | ITable; secret: Secret; setup: Secret; key?: Key }

/** Seconds since 1970 after which DynamoDB may remove an item. */
const EXPIRY_ATTRIBUTE = 'expiresAt'
// Somebody types it once, from a terminal into a page.
const TYPED = { length: 16, isTyped: true }

/** The table and the secrets; in `prod` neither a wrong command nor the removal of the stack deletes them. */
export function dataOf(stack: Stack, options: Options): Data {
  const { stage, customerManagedKey, restoredTable, tableUnits } = options
  const removalPolicy = stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  const key = customerManagedKey
    ? new Key(stack, 'Key', {
        description: "Encrypts Convite's table and secrets.",
        enableKeyRotation: true,
        removalPolicy,
      })
    : undefined
  const own = tableOf(stack, { mustStay: stage === 'prod', units: tableUnits, removalPolicy, key })
  const table = restoredTable ? restoredOf(stack, restoredTable) : own
  const secret = secretOf(stack, 'Secret', {
    description: "Convite's cookieKey; add apiToken (32 characters or more) to set schools up by script.",
    field: 'cookieKey',
    whyNotRotated:
      'A new cookie key signs every family out of its device, so it is changed by hand: see docs/operations.md.',
    removalPolicy,
    key,
  })
  const setup = secretOf(stack, 'Setup', {
    description: "Convite's setupCode, which /start asks for.",
    field: 'setupCode',
    value: TYPED,
    whyNotRotated: 'It opens nothing once the first school is there.',
    removalPolicy,
    key,
  })
  new CfnOutput(stack, 'TableName', { value: table.tableName })
  new CfnOutput(stack, 'SecretArn', { value: secret.secretArn })
  new CfnOutput(stack, 'SetupSecretArn', { value: setup.secretArn })
  return { table, secret, setup, ...(key && { key }) }
}

function restoredOf(stack: Stack, { name, stream }: NonNullable<Options['restoredTable']>): ITable {
  return Table.fromTableAttributes(stack, 'RestoredTable', {
    tableName: name,
    ...(stream && { tableStreamArn: stream }),
  })
}

type TableRecipe = { mustStay: boolean; units: number; removalPolicy: RemovalPolicy; key: Key | undefined }

function tableOf(stack: Stack, { mustStay, units, removalPolicy, key }: TableRecipe): Table {
  const definition = tableDefinition('Table')
  // Of the index too: what it may not write, the table may not either.
  const ceiling = { maxReadRequestUnits: units, maxWriteRequestUnits: units }
  const table = new Table(stack, 'Table', {
    ...keysOf(definition.KeySchema),
    billingMode: BillingMode.PAY_PER_REQUEST,
    ...ceiling,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    stream: StreamViewType[STREAM.StreamViewType],
    deletionProtection: mustStay,
    removalPolicy,
    ...(key
      ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }
      : { encryption: TableEncryption.DEFAULT }),
  })
  for (const { IndexName: indexName = '', KeySchema, Projection } of definition.GlobalSecondaryIndexes ??
    []) {
    const projectionType = ProjectionType[Projection?.ProjectionType === 'KEYS_ONLY' ? 'KEYS_ONLY' : 'ALL']
    table.addGlobalSecondaryIndex({ indexName, ...keysOf(KeySchema), projectionType, ...ceiling })
  }
  return table

  function keysOf(schema: typeof definition.KeySchema) {
    const named = (type: 'HASH' | 'RANGE') => {
      const name = schema?.find(({ KeyType }) => KeyType === type)?.AttributeName
      return name === undefined ? undefined : { name, type: AttributeType.STRING }
    }
    const [partitionKey, sortKey] = [named('HASH'), named('RANGE')]
    if (!partitionKey) throw new Error('The table of shared/table/definition.ts has no partition key.')
    return { partitionKey, ...(sortKey && { sortKey }) }
  }
}

/** The calls on the table that can be granted to a function. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchWriteItem'

/** The right to those calls on the table. */
export function rightsOn({ table, key }: Data, actions: readonly TableAction[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.tableArn],
    }),
    ...(key ? [keyRight(table.stack, key)] : []),
  ]
}

/** The right to query the index of work, for what is due or not counted yet. */
export function rightsToIndex({ table, key }: Data): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [`${table.tableArn}/index/${DUE_INDEX}`],
    }),
    ...(key ? [keyRight(table.stack, key)] : []),
  ]
}

/** The table's stream, or an empty text for a restored table that came without; the options refuse it with a sender. */
export function streamOf({ table }: Data): string {
  return table.tableStreamArn ?? ''
}

/** The rights to read the table's stream, as AWS's own policy for Lambda has them: streams are listed by no name. */
export function rightsToStream(data: Data): PolicyStatement[] {
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `dynamodb:${action}`)
  return [
    new PolicyStatement({ actions, resources: [streamOf(data)] }),
    new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    ...(data.key ? [keyRight(data.table.stack, data.key)] : []),
  ]
}

/** The right to read these secrets. */
export function rightToRead(secrets: readonly Secret[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: secrets.map(({ secretArn }) => secretArn),
  })
}

// What AWS requires of a caller that reads and writes under such a key; only these two services may use it so.
const KEY_ACTIONS = [
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
]

function keyRight({ region, urlSuffix }: Stack, key: Key): PolicyStatement {
  return new PolicyStatement({
    actions: KEY_ACTIONS.map((action) => `kms:${action}`),
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': [`dynamodb.${region}.${urlSuffix}`, `secretsmanager.${region}.${urlSuffix}`],
      },
    },
  })
}
