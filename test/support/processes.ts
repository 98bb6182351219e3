import { execFileSync } from 'node:child_process'
import type { RunningServer } from './server.ts'

/** The database engine of a server that runs: its process, and where it answers. */
export function engineOf(server: RunningServer): { pid: number; endpoint: string } {
  const listed = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const processes = listed.split('\n').flatMap((line) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid ? [{ pid: Number(pid), parent: Number(parent), args }] : []
  })
  // Between the two stands a shell, whose arguments name the engine too.
  const shells = processes.filter(({ parent }) => parent === server.process.pid).map(({ pid }) => pid)
  const engine = processes.find(
    ({ parent, args }) => shells.includes(parent) && /dynoxide\S* serve /.test(args),
  )
  const port = /--port (\d+)/.exec(engine?.args ?? '')?.[1]
  if (!engine || !port) throw new Error('this server has no engine of its own')
  return { pid: engine.pid, endpoint: `http://127.0.0.1:${port}` }
}
