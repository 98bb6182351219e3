import { execFileSync } from 'node:child_process'
import type { RunningServer } from './server.ts'

const LIST_ON_WINDOWS =
  'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }'

/** The database engine of a running server: its process and its endpoint. */
export function engineOf(server: RunningServer): { pid: number; endpoint: string } {
  const processes = listProcesses()
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return pid ? [{ pid: Number(pid), parent: Number(parent), args }] : []
    })
  // On Windows the engine is the server's own child; elsewhere a shell is between them, which names the engine too.
  const children = processes.filter(({ parent }) => parent === server.process.pid).map(({ pid }) => pid)
  const parents = process.platform === 'win32' ? [server.process.pid] : children
  const engine = processes.find(
    ({ parent, args }) => parents.includes(parent) && /dynoxide\S* serve /.test(args),
  )
  const port = /--port (\d+)/.exec(engine?.args ?? '')?.[1]
  if (!engine || !port) throw new Error('this server has no engine of its own')
  return { pid: engine.pid, endpoint: `http://127.0.0.1:${port}` }
}

/** Every process of this machine, a line each: its id, its parent's and its command line. */
function listProcesses(): string {
  const options = { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 } as const
  return process.platform === 'win32'
    ? execFileSync('powershell.exe', ['-NoProfile', '-Command', LIST_ON_WINDOWS], options)
    : execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], options)
}
