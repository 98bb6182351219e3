// The bundles, and the tests, hold a module of WebAssembly as its bytes.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}

// A library for the browser, as the text of one script; see browser-script.mjs.
declare module '*?browser' {
  const script: string
  export default script
}
