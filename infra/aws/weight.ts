// `npm run weight`: the size of each function, by package, and its load time beside the AWS SDK's DynamoDB client
// alone. Times differ between machines, their ratios hardly.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type Bundle, bundleOf, bundleOfText } from './bundle.ts'

const RUNS = 31
const HEAVIEST = 8
const CLIENT = 'client alone'
const WORKERS = ['importer', 'tally', 'projector', 'scheduler', 'sender']

// The limit for our own code, which a family's first page waits for.
const MOST_OWN_MILLISECONDS = 25

// The pages and the API without the client of Secrets Manager, which is loaded on a deployment only.
const wired = (app: string, make: string, more = '') =>
  bundleOfText(`import { ${make} } from './${app}'; import { answerWith } from './functions/gateway.ts'
    import { wireDeployed } from './functions/wire.ts'; import { workAt } from './functions/background-jobs.ts'
    ${more && `import './${more}'`}
    globalThis.own = [answerWith(${make}({})), wireDeployed, workAt]`)

const bundles: Record<string, Bundle> = {
  [CLIENT]: await bundleOfText(
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; globalThis.own = new DynamoDBClient({})`,
  ),
  web: await wired('web/app.ts', 'createWeb'),
  // Loaded while the database is asked for the reader.
  'web with its first pages': await wired('web/app.ts', 'createWeb', 'web/family/first-pages.ts'),
  api: await wired('functions/api/app.ts', 'createApi'),
  ...Object.fromEntries(WORKERS.map((name) => [name, bundleOf(name)])),
}
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
const folder = mkdtempSync(join(tmpdir(), 'convite-weight-'))
const times = new Map<string, number[]>(Object.keys(bundles).map((name) => [name, []]))
// In turn, so that other load on the machine affects all alike.
for (let run = 0; run < RUNS; run++) {
  for (const [name, { files }] of Object.entries(bundles)) {
    mkdirSync(join(folder, name), { recursive: true })
    for (const [file, content] of files) writeFileSync(join(folder, name, file), content)
    times.get(name)?.push(await loadTime(join(folder, name, 'handler.mjs')))
  }
}
rmSync(folder, { recursive: true })

const median = (name: string) => times.get(name)?.sort((one, other) => one - other)[RUNS >> 1] ?? 0
for (const [name, { startBytes, weights }] of Object.entries(bundles)) {
  const [own, client] = [median(name), median(CLIENT)]
  const over = own - client
  const verdict = over <= MOST_OWN_MILLISECONDS ? '' : `, which is over its ${MOST_OWN_MILLISECONDS}`
  console.log(
    `${name}: ${kilobytes(startBytes)}, ${(own / client).toFixed(2)} × the client, ${over.toFixed(1)} ms over it here${verdict}`,
  )
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
