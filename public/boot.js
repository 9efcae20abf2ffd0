// Starts the page, and is the only place that knows in which form it was delivered.
//
// The contract with the app (`app/`) and the engine (`worker/`), the same in both forms:
//
//   globalThis.glasscase = {
//     startWorker(): Promise<Worker>   the engine's worker, settled after it posted the string "ready";
//                                      rejected with an Error if it cannot start
//     helper(): Worker                 one more instance of the same worker, returned at once; it too posts
//                                      "ready" once, as its first message
//     sample(): Promise<Uint8Array>    the bytes of the sample bundle (sample.tar.zst), a fresh array each time
//   }
//   inside a worker: globalThis.glasscaseHelper(): Worker   as helper(), started from the worker itself
//
// The worker's main() installs `onmessage` and then posts the string "ready" once. What is posted to it before
// that may be lost.
//
// Two forms:
//   site         this file, loaded as `boot.js?js=…&wasm=…&engine=…&worker_js=…&worker_wasm=…&sample=…`: names
//                of files beside it, each with a digest of its content in it; the worker begins with engine.js.
//   single file  `cargo xtask dist` inlines this same text. Glue, wasm and sample are `<script type="text/plain">`
//                elements, all but the glue gzip (the sample: as it is) in base64; the worker is a Blob.
"use strict";
{
  const FAILED = {
    en: "Glasscase could not start in this browser. It needs WebAssembly with SIMD (Chrome or Edge 91, Firefox 89, Safari 16.4, or newer). Nothing was read and nothing was sent.",
    zh: "Glasscase 无法在此浏览器中启动：需要支持 SIMD 的 WebAssembly（Chrome 或 Edge 91、Firefox 89、Safari 16.4 及以上版本）。尚未读取任何内容，也没有发送任何数据。",
  };

  const script = document.currentScript;
  const form = script.src ? site(new URL(script.src)) : singleFile();

  globalThis.glasscase = {
    async startWorker() {
      const worker = form.worker();
      await ready(worker);
      return worker;
    },
    helper: () => form.worker(),
    sample: () => form.sample(),
  };

  form.page().catch(fail);

  // Settles when the worker has said that it listens.
  function ready(worker) {
    return new Promise((resolve, reject) => {
      const settle = (outcome, value) => {
        worker.removeEventListener("message", heard);
        worker.removeEventListener("error", broke);
        outcome(value);
      };
      const heard = (event) => {
        if (event.data !== "ready") return;
        event.stopImmediatePropagation();
        settle(resolve);
      };
      const broke = (event) => settle(reject, new Error(event.message || "the engine's worker did not start"));
      worker.addEventListener("message", heard);
      worker.addEventListener("error", broke);
    });
  }

  function site(own) {
    const beside = (name) => new URL(name, own);
    const named = (parameter, otherwise) => own.searchParams.get(parameter) ?? otherwise;
    return {
      async page() {
        await load(beside(named("js")));
        await wasm_bindgen({ module_or_path: beside(named("wasm")) });
      },
      worker() {
        const address = beside(named("engine", "engine.js"));
        address.searchParams.set("js", named("worker_js", "worker.js"));
        address.searchParams.set("wasm", named("worker_wasm", "worker_bg.wasm"));
        return new Worker(address);
      },
      async sample() {
        const answer = await fetch(beside(named("sample", "sample.tar.zst")));
        if (!answer.ok) throw new Error(`${answer.url}: the server answered ${answer.status}`);
        return new Uint8Array(await answer.arrayBuffer());
      },
    };
  }

  function load(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${address.pathname} could not be loaded`));
      document.head.append(element);
    });
  }

  function singleFile() {
    const text = (id) => document.getElementById(id)?.textContent ?? "";
    let workerAddress;
    return {
      async page() {
        await wasm_bindgen({ module_or_path: await gunzip(fromBase64(text("gc-page-wasm"))) });
      },
      worker() {
        // One Blob for all instances. Under file:// a worker may not start the Blob of the page, whose origin
        // is no address, so the engine makes a Blob of its own text for its helpers, and they for theirs.
        workerAddress ??= URL.createObjectURL(new Blob([
          '(function engine() {\n"use strict";\nlet address;\n',
          "self.glasscaseHelper = () => new Worker(address ??= URL.createObjectURL(new Blob([`(${engine})();`])));\n",
          text("gc-worker-glue"),
          `\n${fromBase64}\n${gunzip}\n`,
          `gunzip(fromBase64(${JSON.stringify(text("gc-worker-wasm"))}))`,
          ".then((bytes) => wasm_bindgen({ module_or_path: bytes }));\n})();",
        ], { type: "text/javascript" }));
        return new Worker(workerAddress);
      },
      async sample() {
        const packed = text("gc-sample");
        if (packed === "") throw new Error("this copy of Glasscase was built without the sample case");
        return fromBase64(packed);
      },
    };
  }

  // `fetch` of a data: URL would fall under connect-src, which the single file sets to 'none'.
  function fromBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  }

  async function gunzip(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function fail(error) {
    console.error(error);
    const box = document.createElement("main");
    for (const [lang, sentence] of Object.entries(FAILED)) {
      const line = document.createElement("p");
      line.lang = lang;
      line.textContent = sentence;
      box.append(line);
    }
    const detail = document.createElement("p");
    detail.textContent = String(error?.message ?? error);
    box.append(detail);
    document.body.append(box);
  }
}
