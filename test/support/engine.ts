import { randomUUID } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { clientOf } from '../../functions/wire.ts'
import { startEngine } from '../../infra/local/engine.ts'
import { ensureTable } from '../../infra/local/engine-table.ts'
import { openTable, type WholeTable } from '../../shared/table/table.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    dynamodbEndpoint: string
  }
}

/** Vitest's global setup: one engine in memory for all integration tests, or the one of DYNAMODB_ENDPOINT. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DYNAMODB_ENDPOINT
  const engine = given ? undefined : await startEngine()
  project.provide('dynamodbEndpoint', given ?? engine?.endpoint ?? '')
  return async () => engine?.stop()
}

/** A table of its own for a test file: empty, on the engine of this run. */
export async function freshTable(name = `test-${randomUUID()}`): Promise<WholeTable> {
  const { inject } = await import('vitest')
  const endpoint = inject('dynamodbEndpoint')
  await ensureTable(name, endpoint)
  return openTable(name, clientOf({ DYNAMODB_ENDPOINT: endpoint }))
}

/** The same without a stream, for simulations with many writes. */
export async function quietTable(): Promise<WholeTable> {
  const { inject } = await import('vitest')
  const [name, endpoint] = [`test-${randomUUID()}`, inject('dynamodbEndpoint')]
  await ensureTable(name, endpoint, { stream: false })
  return openTable(name, clientOf({ DYNAMODB_ENDPOINT: endpoint }))
}
