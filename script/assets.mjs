// Bundles the styles and scripts for the oldest browsers we serve: Chrome 86 and Safari 14.
import { build } from "esbuild";

await build({
  entryPoints: {
    hehuo: "hehuo/web/css/index.css",
    kit: "hehuo/web/css/kit.css",
  },
  outdir: "hehuo/web/static/built",
  bundle: true,
  minify: true,
  target: ["chrome86", "safari14"],
  logLevel: "warning",
});

await build({
  entryPoints: { hehuo: "hehuo/web/js/index.js", worker: "hehuo/web/js/worker.js" },
  outdir: "hehuo/web/static/built",
  bundle: true,
  minify: true,
  format: "iife",
  legalComments: "none",
  target: ["chrome86", "safari14"],
  logLevel: "warning",
});
