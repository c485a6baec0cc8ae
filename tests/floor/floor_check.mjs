// The floor: Chrome 86 and Safari 14.0. Fails when the built CSS uses what they do not know.
//     node tests/floor/floor_check.mjs hehuo/web/static/built/hehuo.css
import fs from "node:fs";
import postcss from "postcss";

const bad = [];
const [, , ...sheets] = process.argv;

for (const sheet of sheets) check(sheet);
console.log(bad.length ? bad.join("\n") : `floor held: ${sheets.join(", ")}`);
process.exit(bad.length ? 1 : 0);

function say(node, why) {
  const where = node.selector || (node.parent && node.parent.selector) || node.params || "";
  const what = node.prop ? `${node.prop}: ${node.value.slice(0, 60)}` : "";
  bad.push(`${why}: ${where.slice(0, 60)} ${what}`.trim());
}

function check(sheet) {
  const root = postcss.parse(fs.readFileSync(sheet, "utf8"));
  const flex = new Set();
  const gaps = new Map();
  root.walkAtRules(checkAtRule);
  root.walkRules((rule) => {
    if (/keyframes/.test(rule.parent.name || "")) return;
    checkSelector(rule);
    const before = new Map(); // the values this rule has set so far: fallbacks come first
    rule.walkDecls((decl) => {
      if (decl.parent !== rule) return;
      checkDeclaration(decl, before);
      if (decl.prop === "display" && /flex/.test(decl.value)) flex.add(rule.selector);
      if (/^(gap|row-gap|column-gap)$/.test(decl.prop)) gaps.set(rule.selector, decl);
      before.set(decl.prop.toLowerCase(), decl.value);
    });
  });
  for (const [selector, decl] of gaps) if (flex.has(selector)) say(decl, "gap in flex (Safari 14.0)");
}

function checkAtRule(rule) {
  if (/^(layer|container|property|scope|starting-style|nest)$/.test(rule.name)) say(rule, `at-rule @${rule.name}`);
  if (rule.name === "media" && /[<>]/.test(rule.params)) say(rule, "media range");
  if (rule.name === "supports") say(rule, "@supports (Safari 14 passes tests it should not)");
}

function checkSelector(rule) {
  const { selector } = rule;
  if (/:(has|is|where)\(/.test(selector)) say(rule, "selector");
  if (/:not\([^)]*,/.test(selector)) say(rule, ":not list");
  if (/&/.test(selector)) say(rule, "nesting");
  if (/:focus-visible/.test(selector.replace(/:focus:not\(:focus-visible\)/g, ""))) say(rule, "bare :focus-visible");
}

function checkDeclaration(decl, before) {
  const name = decl.prop.toLowerCase();
  if (/^(inset(-.*)?|(margin|padding|border)-(inline|block).*|inline-size|block-size)$/.test(name)) say(decl, "logical shorthand");
  if (/^(aspect-ratio|accent-color|translate|rotate|scale|content-visibility)$/.test(name)) say(decl, "property");
  if (/oklch\(|oklab\(|\blch\(|\blab\(|color-mix\(|\bcolor\(|light-dark\(|\bfrom var|\d(svh|lvh|cqw|cqi)\b/.test(decl.value)) say(decl, "value");
  if (/dvh/.test(decl.value) && !/\dvh/.test(before.get(name) || "")) say(decl, "dvh without vh before it");
  if (name === "overflow" && decl.value === "clip") say(decl, "overflow: clip");
  if (/^(mask|appearance|user-select|backdrop-filter)$/.test(name) && !before.has(`-webkit-${name}`)) say(decl, "needs -webkit- before it");
}
