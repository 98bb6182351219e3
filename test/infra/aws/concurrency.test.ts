import { expect, test } from 'vitest'
import { CONCURRENCY } from '../../../infra/aws/concurrency.ts'
import { ALL_OPTIONS, resourcesOf, SYNTH_MS, synthesize } from '../../support/assembly.ts'

const reserved = (options: Record<string, string>) => {
  const { template, remove } = synthesize(options)
  remove()
  const functions = resourcesOf(template, 'AWS::Lambda::Function')
  return Object.fromEntries(
    functions.map(([, code]) => [
      code.Environment.Variables.POWERTOOLS_SERVICE_NAME,
      code.ReservedConcurrentExecutions,
    ]),
  )
}

test('the shares leave an account of 1,000 the 100 that AWS asks to leave', () => {
  const together = Object.values(CONCURRENCY).reduce((sum, share) => sum + share, 0)
  expect(together).toBeLessThanOrEqual(900)
})

test(
  'each function has its share for itself where that was asked for, and a new account can deploy without',
  () => {
    expect(reserved(ALL_OPTIONS)).toEqual(CONCURRENCY)
    expect(new Set(Object.values(reserved({ stage: 'dev' })))).toEqual(new Set([undefined]))
  },
  SYNTH_MS,
)

test(
  'a queue never has more messages worked on than its function may, or good ones would count as failed',
  () => {
    const { template, remove } = synthesize(ALL_OPTIONS)
    remove()
    const fed = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { ScalingConfig }]) =>
      ScalingConfig ? [ScalingConfig.MaximumConcurrency] : [],
    )
    expect(fed.sort()).toEqual([CONCURRENCY.sender, CONCURRENCY.importer].sort())
  },
  SYNTH_MS,
)
