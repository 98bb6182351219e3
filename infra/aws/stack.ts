import { type App, Stack } from 'aws-cdk-lib'
import { reserveConcurrency } from './concurrency.ts'
import { countingOf } from './counting.ts'
import { dataOf } from './data.ts'
import { deliveryOf } from './delivery.ts'
import { eventsOf, hearEvents } from './events.ts'
import { importsOf } from './imports.ts'
import { CLOUDFRONT_REGION, type Options } from './options.ts'
import { picturesOf } from './pictures.ts'
import { siteOf } from './site.ts'
import { textsOf } from './texts.ts'
import { watchOf } from './watch.ts'

/** All of Convite in one account and region: one stack a stage, deployed and rolled back as one. */
export function conviteStack(app: App, options: Options): Stack {
  const stack = new Stack(app, `convite-${options.stage}`, {
    description: 'Convite: schools and families plan workshops together.',
    terminationProtection: options.stage === 'prod',
    ...(options.cloudfront && { env: { region: CLOUDFRONT_REGION } }),
  })
  const data = dataOf(stack, options)
  const events = eventsOf(stack, options)
  const texts = textsOf(stack, options, events)
  const imports = importsOf(stack, data)
  const pictures = picturesOf(stack, options)
  const counting = countingOf(stack, data, pictures)
  const site = siteOf(stack, options, data, { imports, pictures, events })
  if (events) hearEvents(stack, events, site.origin)
  const delivery = deliveryOf(stack, options, data, { origin: site.origin, events, texts })
  if (options.reservedConcurrency)
    reserveConcurrency({
      web: site.web,
      api: site.api,
      importer: imports.importer,
      ...(counting && { tally: counting.tally }),
      ...delivery,
    })
  watchOf(stack, options, { data, site, imports, counting, delivery })
  return stack
}
