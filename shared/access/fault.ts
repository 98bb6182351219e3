import { randomUUID } from 'node:crypto'

/** What is logged of a fault: a reference to tell the person, its name, and where it came from. */
export type FaultRecord = { level: 'error'; reference: string; fault: string; stack: string[] }

/** The record of a fault. Its message is left out, since that may carry what somebody typed. */
export function faultRecord(fault: Error): FaultRecord {
  const stack = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { level: 'error', reference: randomUUID().slice(0, 8), fault: fault.name, stack }
}
