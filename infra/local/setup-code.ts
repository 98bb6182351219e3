import { randomBytes } from 'node:crypto'
import {
  type Environment,
  hostOf,
  isLoopback,
  publicOriginOf,
  trustedProxiesOf,
} from '../../functions/variables.ts'
import type { Services } from '../../shared/access/context.ts'
import { hasSchools } from '../../shared/school/school.operations.ts'
import { routes } from '../../web/routes.ts'

/**
 * A new set-up code for `/start`, where others than the people at this machine can reach the server: it listens on more
 * than loopback, or is behind a proxy. Otherwise undefined. A server on loopback alone that names proxies, or a public
 * address of another machine, is as public as its proxy: without a code the first visitor would found the school.
 */
export function setupCodeOf(environment: Environment): string | undefined {
  const origin = publicOriginOf(environment)
  const isForAll = !isLoopback(hostOf(environment)) || trustedProxiesOf(environment) !== undefined
  if (!isForAll && (!origin || isLoopback(new URL(origin).hostname))) return undefined
  return randomBytes(8).toString('hex')
}

/** Prints the set-up code in the terminal, while there is no school. */
export async function printSetupCode(services: Services, origin: string): Promise<void> {
  const { setupCode } = services
  if (setupCode === undefined || (await hasSchools(services))) return
  console.log(`Set up your school at ${origin}${routes.start()} with the set-up code ${setupCode}`)
}
