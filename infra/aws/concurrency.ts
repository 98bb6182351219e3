import { CfnFunction, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'

/**
 * How many runs of each function may go on at the same time, so that none takes the account's whole share from the
 * others. Together they leave the 100 that AWS keeps free of an account's 1,000, and more.
 */
export const CONCURRENCY = {
  web: 300,
  api: 200,
  tally: 50,
  projector: 50,
  scheduler: 2,
  sender: 100,
  importer: 20,
}

/** Reserves each function its share: nobody else of the account uses it, and the function uses no more. */
export function reserveConcurrency(
  functions: Readonly<Partial<Record<keyof typeof CONCURRENCY, LambdaFunction>>>,
): void {
  for (const name of Object.keys(CONCURRENCY) as (keyof typeof CONCURRENCY)[]) {
    const { defaultChild } = functions[name]?.node ?? {}
    if (CfnFunction.isCfnFunction(defaultChild)) defaultChild.reservedConcurrentExecutions = CONCURRENCY[name]
  }
}
