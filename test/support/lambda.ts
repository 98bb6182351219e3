import { createSocket } from 'node:dgram'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Amazon, type Post, type Right, startAmazon } from './amazon.ts'
import { type Assembly, assetOf, type CloudTemplate, resourcesOf, statementsOf } from './assembly.ts'
import { type Cloud, tableArn } from './cloud.ts'

/** What a run of the deployed artefact needs: an assembly, an engine's table, the value of the secret. */
export type Ground = {
  assembly: Pick<Assembly, 'folder' | 'stack' | 'template'>
  engine: string
  tableName: string
  secret: Record<string, string>
}

/** What a run shares: the queues between its functions, and the remaining time where a test shortens it. */
type Start = Ground & { post: Post; hurry: { milliseconds?: number } }

/** A function as it was deployed. */
export type DeployedFunction = {
  amazon: Amazon
  /** What its role may do. */
  granted: readonly Right[]
  /** All that it logged, and all that it sent to X-Ray. */
  logs(): string
  traces(): string
  invoke(event: unknown): Promise<unknown>
  stop(): Promise<void>
}

// Replaces Lambda's runtime: loads the bundle, then passes it one event after the other.
const RUNTIME = `
const { parentPort, workerData } = require('node:worker_threads')
const say = (answer) => parentPort.postMessage(answer)
const context = (milliseconds) => ({
  awsRequestId: crypto.randomUUID(),
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:' + process.env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  getRemainingTimeInMillis: () => milliseconds,
})
import(workerData.module).then((bundle) => {
  parentPort.on('message', async ({ event, milliseconds }) => {
    try { say({ value: await bundle[workerData.name](event, context(milliseconds)) }) } catch (fault) { say({ fault: String(fault.stack) }) }
  })
  say({ value: typeof bundle[workerData.name] })
}, (fault) => say({ fault: String(fault.stack) }))
`

/** Starts the function of that logical id: its bundle in a thread with the template's environment and rights. */
export async function startFunction(ground: Start, cloud: Cloud, id: string): Promise<DeployedFunction> {
  const { template } = ground.assembly
  const code = template.Resources[id]?.Properties ?? {}
  const [key] = resourcesOf(template, 'AWS::KMS::Key')
  const granted = cloud.rights(statementsOf(template, code))
  const amazon = await startAmazon({
    engine: ground.engine,
    tableArn,
    rights: granted,
    secrets: secretsOf(ground, cloud),
    keyArn: key && cloud.resolve({ 'Fn::GetAtt': [key[0], 'Arn'] }),
    identityOf: (address) => identityOf(template, address),
    post: ground.post,
  })
  const daemon = await startDaemon()
  const [file = '', name = ''] = code.Handler.split('.')
  const worker = new Worker(RUNTIME, {
    eval: true,
    env: {
      ...ofLambda(id, code.MemorySize, daemon.address),
      ...Object.fromEntries(
        Object.entries<string>(code.Environment.Variables).map(([key, value]) => [key, cloud.resolve(value)]),
      ),
      DYNAMODB_ENDPOINT: amazon.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: amazon.endpoint,
      AWS_ENDPOINT_URL_S3: amazon.endpoint,
      AWS_ENDPOINT_URL_SQS: amazon.endpoint,
      AWS_ENDPOINT_URL_SESV2: amazon.endpoint,
      AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: amazon.endpoint,
    },
    workerData: { module: pathToFileURL(join(assetOf(ground.assembly, code), `${file}.mjs`)).href, name },
    stdout: true,
    stderr: true,
  })
  let logs = ''
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.on('data', (part) => {
      logs += part
    })
  }
  const stop = async () => {
    await worker.terminate()
    daemon.stop()
    await amazon.stop()
  }
  // An instance handles one event at a time; the first message says that it is loaded.
  let last = answerOf(worker)
  const invoke = (event: unknown) => {
    const milliseconds = ground.hurry.milliseconds ?? code.Timeout * 1000
    const next = last.then(() => answerOf(worker, { event, milliseconds }))
    last = next.catch(() => undefined)
    return next
  }
  if ((await last.catch(giveUp)) === 'function')
    return { amazon, granted, logs: () => logs, traces: daemon.heard, invoke, stop }
  return giveUp(new Error(`${code.Handler} is no function`))

  async function giveUp(fault: unknown): Promise<never> {
    await stop()
    throw fault
  }
}

function answerOf(worker: Worker, message?: object): Promise<unknown> {
  return new Promise((done, fail) => {
    worker.once('message', ({ value, fault }) => (fault ? fail(new Error(fault)) : done(value)))
    if (message) worker.postMessage(message)
  })
}

/** What the secrets hold by their ARN: that of the ground, and in the others what AWS would have generated. */
export function secretsOf({ assembly, secret }: Ground, cloud: Cloud): Record<string, string> {
  const all = resourcesOf(assembly.template, 'AWS::SecretsManager::Secret')
  return Object.fromEntries(
    all.map(([id, { GenerateSecretString }]) => {
      const { GenerateStringKey: field, PasswordLength } = GenerateSecretString
      const holds = field in secret ? secret : { [field]: 'g'.repeat(PasswordLength) }
      return [cloud.resolve({ Ref: id }), JSON.stringify(holds)]
    }),
  )
}

// SES takes the identity of the address, or else that of its domain.
function identityOf(template: CloudTemplate, address: string): string {
  const names = resourcesOf(template, 'AWS::SES::EmailIdentity').map(([, one]) => one.EmailIdentity)
  return names.includes(address) ? address : address.slice(address.indexOf('@') + 1)
}

/** What Lambda itself sets for every function. */
function ofLambda(id: string, memory: number, daemon: string): Record<string, string> {
  return {
    AWS_LAMBDA_FUNCTION_NAME: id,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_XRAY_DAEMON_ADDRESS: daemon,
    LAMBDA_TASK_ROOT: '/var/task',
    _HANDLER: 'handler.handler',
    _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1',
    TZ: ':UTC',
  }
}

/** Replaces the X-Ray daemon, and keeps what it receives. */
async function startDaemon() {
  const socket = createSocket('udp4')
  let heard = ''
  socket.on('message', (part) => {
    heard += part
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return { address: `127.0.0.1:${socket.address().port}`, heard: () => heard, stop: () => socket.close() }
}
