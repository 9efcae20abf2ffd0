// The engine's worker on the site: a classic worker script that loads the wasm-bindgen glue and starts it.
// `boot.js` starts it as `engine.js?js=…&wasm=…`, the names of the two files Trunk built.
// The single file carries the same glue in a Blob and has its own last lines in place of these; both give
// the Rust code `glasscaseHelper()`, which starts one more instance of this same worker. `location.href` is
// this script's own address in both forms (there a blob: URL), so a helper may start helpers in turn.
"use strict";
self.glasscaseHelper = () => new Worker(self.location.href);
{
  const query = new URL(self.location.href).searchParams;
  importScripts(query.get("js"));
  wasm_bindgen({ module_or_path: new URL(query.get("wasm"), self.location.href) });
}
