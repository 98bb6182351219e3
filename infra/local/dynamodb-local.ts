// Runs a command with DYNAMODB_ENDPOINT set to Amazon's own DynamoDB Local: `node dynamodb-local.ts vitest run …`.
import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { endChild, freePort, spawnBound, untilReady } from './engine.ts'

const [command, ...values] = process.argv.slice(2)
if (!command) {
  console.error('Say which command to run against DynamoDB Local.')
  process.exit(1)
}
if (spawnSync('java', ['-version']).error) {
  console.error('DynamoDB Local needs Java 17: `apt-get install openjdk-17-jre-headless`.')
  process.exit(1)
}
const require = createRequire(import.meta.url)
const emulator = join(dirname(require.resolve('amplify-dynamodb-simulator/package.json')), 'emulator')
const port = await freePort()
const options = [
  `-Djava.library.path=${emulator}/DynamoDBLocal_lib`,
  ...['-jar', `${emulator}/DynamoDBLocal.jar`, '-inMemory', '-port', String(port)],
]
const child = spawnBound('java', options, tmpdir()) // it drops a file where it stands
const ended = new Promise<void>((done) => child.once('exit', () => done()))
const endpoint = `http://127.0.0.1:${port}`
await untilReady(endpoint, ended)
console.log(`DynamoDB Local answers at ${endpoint}`)
const run = spawn(command, values, {
  stdio: 'inherit',
  env: { ...process.env, DYNAMODB_ENDPOINT: endpoint },
})
const code = await new Promise<number>((done) => {
  run.once('exit', (status) => done(status ?? 1))
  run.once('error', () => done(1))
})
await endChild(child, ended)
process.exit(code)
