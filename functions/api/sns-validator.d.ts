declare module 'sns-validator' {
  /** Tells what Amazon SNS signed from what it did not; see its README. */
  export default class MessageValidator {
    validate(message: Record<string, unknown>, callback: (fault: Error | null) => void): void
  }
}
