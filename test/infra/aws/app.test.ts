import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYNTH_MS } from '../../support/assembly.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'convite-app-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs cdk.json's command as the CDK does, which hands over `-c` values and the folder in the environment. */
function synth(context: Record<string, string>) {
  const { app } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'))
  const [command = '', ...values] = app.split(' ')
  const { CDK_DEFAULT_REGION: _, ...rest } = process.env
  const env = { ...rest, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) }
  expect(command).toBe('node')
  return spawnSync(process.execPath, values, { cwd: ROOT, env, encoding: 'utf8' })
}

describe('cdk synth', () => {
  test(
    'writes one stack a stage',
    () => {
      const { status, stderr } = synth({ stage: 'dev' })
      expect([status, stderr]).toEqual([0, ''])
      expect(readdirSync(folder)).toContain('convite-dev.template.json')
    },
    SYNTH_MS,
  )

  test.each([
    [{}, 'Say which stage to deploy: `-c stage=dev` or `-c stage=prod`.\n'],
    [{ stage: 'qa' }, 'There is no stage "qa": set `-c stage=dev` or `-c stage=prod`.\n'],
    [{ stage: 'dev', domian: 'w.example.org' }, 'There is no option "domian": did you mean `-c domain=`?\n'],
    [
      { stage: 'dev', domain: 'w.example.org' },
      'The domain w.example.org needs a certificate: add `-c certificate=` with its ARN from Certificate Manager.\n',
    ],
  ])(
    'stops at %o with a sentence that says what to set',
    (context, sentence) => {
      const { status, stderr } = synth(context)
      expect([status, stderr]).toEqual([1, sentence])
    },
    SYNTH_MS,
  )
})
