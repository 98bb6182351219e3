import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CfnOutput, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { acknowledge } from './acknowledgement.ts'
import { bundleOf } from './bundle.ts'

/** A function of `functions/`: its environment, and its rights besides logging and tracing. */
export type Recipe = {
  /** Its folder in `functions/`, and its name in logs and figures. */
  name: string
  /** Its id in the stack: never change it, or the function is replaced. */
  id: string
  /** What it does, as the console shows it. */
  description: string
  environment: Record<string, string>
  rights: readonly PolicyStatement[]
  memoryMegabytes: number
  /** How long it may run; by default as long as the gateway waits. */
  timeout?: Duration
}

// The gateway gives up after 30 seconds: a second less lets the function be the one that says so.
const TIMEOUT = Duration.seconds(29)

/** The one way to make a function: Node 24 on arm64, one minified module, logs kept three months, traced. */
export function lambdaOf(stack: Stack, recipe: Recipe): LambdaFunction {
  const logGroup = new LogGroup(stack, `${recipe.id}Logs`, {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const role = roleOf(stack, recipe, logGroup)
  const folder = mkdtempSync(join(tmpdir(), 'convite-bundle-'))
  for (const [file, content] of bundleOf(recipe.name).files) writeFileSync(join(folder, file), content)
  const made = new LambdaFunction(stack, recipe.id, {
    description: recipe.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(folder),
    handler: 'handler.handler',
    memorySize: recipe.memoryMegabytes,
    timeout: recipe.timeout ?? TIMEOUT,
    tracing: Tracing.ACTIVE,
    logGroup,
    role,
    environment: {
      ...recipe.environment,
      POWERTOOLS_SERVICE_NAME: recipe.name,
      POWERTOOLS_METRICS_NAMESPACE: 'Convite',
      // Traces hold durations only: never an answer, an error's message or an address.
      POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
      POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
      POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS: 'false',
    },
  })
  rmSync(folder, { recursive: true }) // CDK has copied it
  new CfnOutput(stack, `${recipe.id}Function`, { value: made.functionName })
  return made
}

function roleOf(stack: Stack, { id, name, rights }: Recipe, logGroup: LogGroup): Role {
  const role = new Role(stack, `${id}Role`, {
    description: `What Convite's ${name} function may do.`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  })
  // Written out: CDK's own would attach a managed policy with rights on every log group of the account.
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  )
  for (const right of rights) role.addToPolicy(right)
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'Calls of X-Ray, of Translate and the list of streams name no resource.',
  )
  return role
}
