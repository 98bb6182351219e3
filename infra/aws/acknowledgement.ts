import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** Lets a construct stand against one rule of cdk-nag, for a reason that holds. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason })
}
