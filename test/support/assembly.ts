import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type Stack } from 'aws-cdk-lib'
import { afterAll, beforeAll } from 'vitest'
import { optionsOf } from '../../infra/aws/options.ts'
import { conviteStack } from '../../infra/aws/stack.ts'

/** A value of a template: itself, or what CloudFormation makes of it. */
export type Value =
  | string
  | number
  | boolean
  | { Ref: string }
  | { 'Fn::GetAtt': [string, string] }
  | { 'Fn::Join': [string, Value[]] }

// What a resource holds differs with its type; each reader knows the one it asks for.
// biome-ignore lint/suspicious/noExplicitAny: the shape of a template is the subject of the tests
export type Properties = Record<string, any>
export type Resource = { Type: string; Properties: Properties; DeletionPolicy?: string }
export type CloudTemplate = { Resources: Record<string, Resource>; Outputs: Record<string, { Value: Value }> }

/** A stack as `cdk synth` writes it, in a folder of its own that `remove` takes away. */
export type Assembly = { folder: string; app: App; stack: Stack; template: CloudTemplate; remove: () => void }

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/0c0ffee0-1234-5678-9abc-def012345678'

/** What a synthesis may take at most on a slow and busy machine, in milliseconds. */
export const SYNTH_MS = 180_000

/** Every option at once, as a careful district would choose. */
export const ALL_OPTIONS = {
  stage: 'prod',
  domain: 'workshops.example.org',
  certificate: CERTIFICATE,
  cloudfront: 'true',
  customerManagedKey: 'true',
  sender: 'convite@workshops.example.org',
  textCountries: 'US,CA',
  textsFrom: 'arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-0123456789abcdef',
  senderIdentity: 'domain',
  translation: 'true',
  tableUnits: '40000',
  budget: '200',
  reservedConcurrency: 'true',
}

const { domain, certificate, sender, senderIdentity, textCountries, textsFrom } = ALL_OPTIONS
const restoredTable = 'convite-restored'
const restoredStream = `arn:aws:dynamodb:us-east-1:123456789012:table/${restoredTable}/stream/2027-03-09T23:00:00.000`

/** Each option by itself, with what it cannot do without; and all at once. */
export const OPTION_SETS: Readonly<Record<string, Record<string, string>>> = {
  'no option': { stage: 'dev' },
  domain: { stage: 'dev', domain, certificate },
  cloudfront: { stage: 'dev', domain, certificate, cloudfront: 'true' },
  customerManagedKey: { stage: 'dev', customerManagedKey: 'true' },
  sender: { stage: 'dev', sender },
  senderIdentity: { stage: 'dev', sender, senderIdentity },
  textCountries: { stage: 'dev', textCountries },
  textsFrom: { stage: 'dev', sender, textCountries, textsFrom },
  translation: { stage: 'dev', translation: 'true' },
  restoredTable: { stage: 'dev', restoredTable },
  restoredStream: { stage: 'dev', restoredTable, restoredStream, sender, customerManagedKey: 'true' },
  tableUnits: { stage: 'dev', tableUnits: '40000' },
  budget: { stage: 'dev', budget: '200' },
  reservedConcurrency: { stage: 'dev', reservedConcurrency: 'true' },
  'every option': ALL_OPTIONS,
}

/** Synthesizes as `npx cdk synth` does with these `-c` values, and the flags of cdk.json. */
export function synthesize(context: Record<string, string>): Assembly {
  const folder = mkdtempSync(join(tmpdir(), 'convite-assembly-'))
  const flags = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context
  const app = new App({ outdir: folder, context: flags })
  const stack = conviteStack(app, optionsOf(context))
  const { template } = app.synth().getStackByName(stack.stackName)
  return { folder, app, stack, template, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Gives a file of tests a trial and the real thing with every option, and takes both away after it. */
export function withBothStages(use: (both: { dev: Assembly; prod: Assembly }) => void): void {
  const made: Assembly[] = []
  beforeAll(() => {
    const dev = synthesize({ stage: 'dev' })
    const prod = synthesize(ALL_OPTIONS)
    made.push(dev, prod)
    use({ dev, prod })
  }, SYNTH_MS)
  afterAll(() => {
    for (const assembly of made) assembly.remove()
  })
}

/** The resources of a type by their logical id. */
export function resourcesOf(template: CloudTemplate, type: string): [id: string, properties: Properties][] {
  const found = Object.entries(template.Resources).filter(([, { Type }]) => Type === type)
  return found.map(([id, { Properties }]) => [id, Properties])
}

/** The only resource of a type. */
export function onlyOf(template: CloudTemplate, type: string): { id: string; properties: Properties } {
  const [first, ...more] = resourcesOf(template, type)
  if (!first || more.length > 0) throw new Error(`${more.length + (first ? 1 : 0)} of ${type}, not one`)
  return { id: first[0], properties: first[1] }
}

/** A function's bundle, by the file name of its asset: `handler.mjs`. */
export function assetOf(assembly: Pick<Assembly, 'folder' | 'stack'>, properties: Properties): string {
  const manifest = join(assembly.folder, `${assembly.stack.artifactId}.assets.json`)
  const { files } = JSON.parse(readFileSync(manifest, 'utf8'))
  const { path } = files[properties.Code.S3Key.replace(/\.zip$/, '')].source
  return join(assembly.folder, path)
}

/** A statement of a policy, its values still those of the template. */
export type Statement = {
  Effect: string
  Action: string | string[]
  Resource: Value | Value[]
  Condition?: unknown
}

/** What a function's role may do. */
export function statementsOf(template: CloudTemplate, code: Properties): Statement[] {
  const role = code.Role['Fn::GetAtt'][0]
  const policies = resourcesOf(template, 'AWS::IAM::Policy').map(([, policy]) => policy)
  const own = policies.filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref === role))
  return own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
}

/** One or several, as a list. */
export function listOf<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value]
}
