import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

const PLACE = /(file:\/\/\S+?):(\d+):(\d+)/

/**
 * Makes stack traces name our sources. Node's own `--enable-source-maps` reads the map of every module before the first
 * answer; here a map is read with the first fault that has its module in the stack.
 */
export function useSourceMaps(): void {
  const maps = new Map<string, SourceMap | undefined>()
  const mapOf = (module: string) => {
    if (!maps.has(module)) maps.set(module, readMap(module))
    return maps.get(module)
  }
  const named = (frame: string) =>
    frame.replace(PLACE, (place, module, line, column) => {
      const origin = mapOf(module)?.findOrigin(Number(line), Number(column))
      return origin && 'fileName' in origin
        ? `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}`
        : place
    })
  Error.prepareStackTrace = (fault, frames) =>
    [String(fault), ...frames.map((frame) => `    at ${named(String(frame))}`)].join('\n')
}

// A module without a map keeps its own position: a fault must be logged in any case.
function readMap(module: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${module}.map`), 'utf8')))
  } catch {
    return undefined
  }
}
