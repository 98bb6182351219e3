// `npx cdk synth -c stage=dev`: what Convite is on AWS, one stack a stage. cdk.json names this file.
import { App } from 'aws-cdk-lib'
import { optionsOf, WrongOption } from './options.ts'
import { conviteStack } from './stack.ts'

const app = new App()
try {
  const region = process.env.CDK_DEFAULT_REGION
  conviteStack(app, optionsOf(app.node.getAllContext(), region))
  app.synth()
} catch (fault) {
  if (!(fault instanceof WrongOption)) throw fault
  console.error(fault.message)
  process.exit(1)
}
