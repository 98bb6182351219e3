// `node infra/aws/weight.ts`: how large each function is, what of, and how long it takes to load beside the
// AWS SDK's DynamoDB client alone. Times differ between machines; how they stand to each other hardly does.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type Bundle, bundleOf, bundleOfText } from './bundle.ts'

const RUNS = 15
const HEAVIEST = 8

const bundles: Record<string, Bundle> = {
  'client alone': bundleOfText(
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; globalThis.client = DynamoDBClient`,
  ),
  web: bundleOf('web'),
  api: bundleOf('api'),
  importer: bundleOf('importer'),
  projector: bundleOf('projector'),
  scheduler: bundleOf('scheduler'),
  sender: bundleOf('sender'),
}
const secret = createServer((_, response) => {
  const SecretString = JSON.stringify({ cookieKey: 'k'.repeat(64) })
  response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify({ SecretString }))
})
await new Promise<void>((done) => secret.listen(0, '127.0.0.1', done))
const environment = {
  CONVITE_SECRET: 'secret',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(secret.address() as AddressInfo).port}`,
}
const folder = mkdtempSync(join(tmpdir(), 'convite-weight-'))
const times = new Map<string, number[]>(Object.keys(bundles).map((name) => [name, []]))
// In turn, so that what else the machine does meets all alike.
for (let run = 0; run < RUNS; run++) {
  for (const [name, { files }] of Object.entries(bundles)) {
    mkdirSync(join(folder, name), { recursive: true })
    for (const [file, content] of files) writeFileSync(join(folder, name, file), content)
    times.get(name)?.push(await loadTime(join(folder, name, 'handler.mjs')))
  }
}
secret.close()
rmSync(folder, { recursive: true })

const median = (name: string) => times.get(name)?.sort((one, other) => one - other)[RUNS >> 1] ?? 0
for (const [name, { startBytes, weights }] of Object.entries(bundles)) {
  const [own, client] = [median(name), median('client alone')]
  const over = `${(own / client).toFixed(2)} × the client, ${Math.round(own - client)} ms over it here`
  console.log(`${name}: ${kilobytes(startBytes)}, loads in ${over}`)
  const heaviest = [...weights].sort(([, one], [, other]) => other - one).slice(0, HEAVIEST)
  for (const [source, bytes] of heaviest) console.log(`  ${source.padEnd(36)} ${kilobytes(bytes)}`)
}

async function loadTime(path: string): Promise<number> {
  const script = `const began = performance.now(); await import('${pathToFileURL(path)}')
    process.stdout.write(String(performance.now() - began)); process.exit()`
  const values = ['--input-type=module', '-e', script]
  return Number((await promisify(execFile)(process.execPath, values, { env: environment })).stdout)
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`
}
