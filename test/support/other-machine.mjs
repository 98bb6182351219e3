// Preloaded into a server by a test: a machine for which no engine is published.
Object.defineProperty(process, 'platform', { value: 'freebsd' })
Object.defineProperty(process, 'arch', { value: 'riscv64' })
