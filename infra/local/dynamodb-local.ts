// Runs a command with DYNAMODB_ENDPOINT set to Amazon's own DynamoDB Local: `node dynamodb-local.ts vitest run …`.
import { spawn } from 'node:child_process'
import { endChild, freePort, spawnBound, untilReady } from './engine.ts'
import { dynamodbLocal } from './engine-program.ts'

const [command, ...values] = process.argv.slice(2)
if (!command) {
  console.error('Say which command to run against DynamoDB Local.')
  process.exit(1)
}
const port = await freePort()
const program = dynamodbLocal(port)
if (!program) {
  console.error('DynamoDB Local needs Java 17: `apt-get install openjdk-17-jre-headless`.')
  process.exit(1)
}
const child = spawnBound(program.command, program.values, program.cwd)
const ended = new Promise<void>((done) => child.once('exit', () => done()))
const endpoint = `http://127.0.0.1:${port}`
await untilReady(endpoint, ended)
console.log(`DynamoDB Local answers at ${endpoint}`)
const run = spawn(command, values, {
  stdio: 'inherit',
  shell: process.platform === 'win32', // npm's commands are scripts of its shell there
  env: { ...process.env, DYNAMODB_ENDPOINT: endpoint },
})
const code = await new Promise<number>((done) => {
  run.once('exit', (status) => done(status ?? 1))
  run.once('error', () => done(1))
})
await endChild(child, ended)
process.exit(code)
