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
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { DUE_INDEX, tableDefinition } from '../../shared/table/definition.ts'
import { acknowledge } from './acknowledgement.ts'
import type { Options } from './options.ts'

/** What outlives every deployment: the table, the secret, and the key of both where one was asked for. */
export type Data = { table: Table | ITable; secret: Secret; key?: Key }

/** Seconds since 1970 after which DynamoDB may remove an item. */
const EXPIRY_ATTRIBUTE = 'expiresAt'
const KEY_CHARACTERS = 64

/** The table and the secret; in `prod` neither a wrong command nor the removal of the stack takes them away. */
export function dataOf(stack: Stack, options: Options): Data {
  const { stage, customerManagedKey, restoredTable } = options
  const removalPolicy = stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  const key = customerManagedKey
    ? new Key(stack, 'Key', {
        description: "Encrypts Convite's table and secret.",
        enableKeyRotation: true,
        removalPolicy,
      })
    : undefined
  const own = tableOf(stack, stage === 'prod', removalPolicy, key)
  const table = restoredTable ? restoredOf(stack, restoredTable) : own
  const secret = new Secret(stack, 'Secret', {
    description: "Convite's cookieKey; add apiToken (32 characters or more) to set schools up by script.",
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'cookieKey',
      passwordLength: KEY_CHARACTERS,
      excludePunctuation: true,
    },
    removalPolicy,
    ...(key && { encryptionKey: key }),
  })
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'A new cookie key signs every family out of its device, so it is changed by hand: see docs/operations.md.',
  )
  new CfnOutput(stack, 'TableName', { value: table.tableName })
  new CfnOutput(stack, 'SecretArn', { value: secret.secretArn })
  return { table, secret, ...(key && { key }) }
}

function restoredOf(stack: Stack, { name, stream }: NonNullable<Options['restoredTable']>): ITable {
  return Table.fromTableAttributes(stack, 'RestoredTable', {
    tableName: name,
    ...(stream && { tableStreamArn: stream }),
  })
}

function tableOf(stack: Stack, mustStay: boolean, removalPolicy: RemovalPolicy, key: Key | undefined): Table {
  const definition = tableDefinition('Table')
  const table = new Table(stack, 'Table', {
    ...keysOf(definition.KeySchema),
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    deletionProtection: mustStay,
    removalPolicy,
    ...(key
      ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }
      : { encryption: TableEncryption.DEFAULT }),
  })
  for (const { IndexName: indexName = '', KeySchema, Projection } of definition.GlobalSecondaryIndexes ??
    []) {
    const projectionType = ProjectionType[Projection?.ProjectionType === 'KEYS_ONLY' ? 'KEYS_ONLY' : 'ALL']
    table.addGlobalSecondaryIndex({ indexName, ...keysOf(KeySchema), projectionType })
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

/** What a function does with the table: no more than this is granted to it. */
export type TableAction =
  | 'GetItem'
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

/** The right to look for work that is due. */
export function rightToDue({ table }: Data): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: [`${table.tableArn}/index/${DUE_INDEX}`],
  })
}

/** The right to read the secret. */
export function rightToSecret({ secret }: Data): PolicyStatement {
  return new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] })
}

// What Amazon asks of whoever reads and writes under such a key; only these two services may use it so.
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
