import type { Plugin } from 'esbuild'

export declare function browserScript(
  esbuild: Pick<typeof import('esbuild'), 'build'>,
  path: string,
): Promise<string>

export declare const browserScripts: Plugin
