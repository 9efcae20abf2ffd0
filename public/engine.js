// The engine's worker on the site: a classic worker script that loads the wasm-bindgen glue and starts it.
// `boot.js` starts it as `engine.js?js=…&wasm=…`, the names of the two files Trunk built.
// In the single file boot.js makes a Blob with the same glue in place of this. Both give the Rust code
// `glasscaseHelper()`, which starts one more instance of this same worker; a helper may start helpers in turn.
"use strict";
self.glasscaseHelper = () => new Worker(self.location.href);
{
  const query = new URL(self.location.href).searchParams;
  importScripts(query.get("js"));
  wasm_bindgen({ module_or_path: new URL(query.get("wasm"), self.location.href) }).then((engine) => {
    // Read by the benchmark alone: linear memory never shrinks, so its size is its peak.
    self.glasscaseMemory = engine.memory;
  });
}
