import { App, Stack } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks } from 'cdk-nag'
import { afterEach, describe, expect, test } from 'vitest'
import { type Assembly, OPTION_SETS, SYNTH_MS, synthesize } from '../../support/assembly.ts'

let assembly: Assembly | undefined
afterEach(() => assembly?.remove())

describe("Amazon's own rules for what is well built (cdk-nag, AwsSolutions)", () => {
  test.each(Object.entries(OPTION_SETS))(
    'find nothing with %s',
    (_, context) => {
      assembly = synthesize(context)
      const { success, violations } = new AwsSolutionsChecks().validateScope(assembly.app)
      expect(violations).toEqual([])
      expect(success).toBe(true)
    },
    SYNTH_MS,
  )
  test(
    'find a bucket that anybody could read, so they do look',
    () => {
      const app = new App()
      new Bucket(new Stack(app, 'planted'), 'Open')
      expect(new AwsSolutionsChecks().validateScope(app).success).toBe(false)
    },
    SYNTH_MS,
  )
})
