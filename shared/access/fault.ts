import { randomUUID } from 'node:crypto'

/** The log entry of a fault: a reference to show to the person, the fault's name and its stack. */
export type FaultRecord = { level: 'error'; reference: string; fault: string; stack: string[] }

/** The log entry of a fault. Its message is left out, since it may contain what somebody typed. */
export function faultRecord(fault: Error): FaultRecord {
  const stack = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { level: 'error', reference: randomUUID().slice(0, 8), fault: fault.name, stack }
}
