import { createSign, generateKeyPairSync } from 'node:crypto'
import { EventEmitter } from 'node:events'
import https from 'node:https'
import { vi } from 'vitest'

/** The topic that tests trust. */
export const TOPIC = 'arn:aws:sns:us-east-1:123456789012:convite'

const SIGNED = ['Message', 'MessageId', 'SubscribeURL', 'Subject', 'Timestamp', 'Token', 'TopicArn', 'Type']
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PUBLIC = keys.publicKey.export({ type: 'spki', format: 'pem' })

/** Amazon's certificate server, with the key that `envelope` signs with; records the requested addresses. */
export function certificates(): string[] {
  const asked: string[] = []
  vi.spyOn(https, 'get').mockImplementation(((address: string, answer: (response: unknown) => void) => {
    asked.push(address)
    const response = Object.assign(new EventEmitter(), { statusCode: 200 })
    answer(response)
    response.emit('data', PUBLIC)
    response.emit('end')
    return new EventEmitter()
  }) as unknown as typeof https.get)
  return asked
}

/** A signed request of Amazon SNS; `change` is applied after signing. */
export function envelope(
  message: unknown,
  given: Record<string, string> = {},
  change: Record<string, string> = {},
): Record<string, string> {
  const said: Record<string, string> = {
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: TOPIC,
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: '2027-03-01T15:00:00.000Z',
    ...given,
  }
  const sign = createSign('RSA-SHA256')
  for (const name of SIGNED) if (name in said) sign.update(`${name}\n${said[name]}\n`)
  return {
    ...said,
    SignatureVersion: '2',
    SigningCertURL: 'https://sns.us-east-1.amazonaws.com/key.pem',
    Signature: sign.sign(keys.privateKey, 'base64'),
    ...change,
  }
}
