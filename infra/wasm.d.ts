// The bundles, and the tests, hold a module of WebAssembly as its bytes.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}
