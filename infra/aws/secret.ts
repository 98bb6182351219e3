import type { RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { acknowledge } from './acknowledgement.ts'

/** A secret: what it is for, and the field of its JSON that AWS fills. */
export type SecretRecipe = {
  description: string
  field: string
  /** How long the value is, and whether a person types it; 64 characters for programs by default. */
  value?: { length: number; isTyped: boolean }
  /** Why nothing rotates it by itself. */
  whyNotRotated: string
  removalPolicy: RemovalPolicy
  key: Key | undefined
}

const FOR_PROGRAMS = { length: 64, isTyped: false }
// Small letters and digits that nobody confuses.
const EASILY_TYPED = { excludeUppercase: true, excludeCharacters: '01ilo' }

/** The one way to make a secret: JSON with one value that AWS generates, so that it is in no template. */
export function secretOf(stack: Stack, id: string, recipe: SecretRecipe): Secret {
  const { description, field, value = FOR_PROGRAMS, whyNotRotated, removalPolicy, key } = recipe
  const secret = new Secret(stack, id, {
    description,
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: field,
      passwordLength: value.length,
      excludePunctuation: true,
      ...(value.isTyped && EASILY_TYPED),
    },
    removalPolicy,
    ...(key && { encryptionKey: key }),
  })
  acknowledge(secret, 'AwsSolutions-SMG4', whyNotRotated)
  return secret
}
