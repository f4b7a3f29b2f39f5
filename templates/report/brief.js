// The state as a brief: the brief this page was made from, with what was moved written into it.
// A node is a plain scalar as written (a string), a quoted text ({q}), a list, or a mapping ({m: pairs}).
const entry = (node, key) => node?.m?.find(([name]) => name === key)?.[1];
const put_ = (node, key, value) => {
  const pair = node.m.find(([name]) => name === key);
  if (pair) pair[1] = value; else node.m.push([key, value]);
};
const mapping = (...pairs) => ({ m: pairs });

// Users as a brief says them: so many, and how many at once, or as many as its rule gives.
const writeUsers = (tree) => {
  const [total, peak] = ["users/total", "users/peak-given"].map((name) => (CONTROLS.has(name) ? state.get(name) : null));
  const pairs = peak === null || peak === "0" ? DATA.users[total] : [["total", total], ["peak", String(Math.min(Number(peak), Number(total)))]];
  put_(tree, "users", mapping(...pairs));
};

const writePath = (node, path, value) => {
  for (const key of path.slice(0, -1)) {
    if (!entry(node, key)?.m) put_(node, key, mapping());
    node = entry(node, key);
  }
  put_(node, path.at(-1), value);
};

// One weight in a brief is all its weights: those it does not name count nothing.
const writeWeights = (tree) => {
  for (const control of DATA.controls) if (control.kind === "weight") writePath(tree, control.path, state.get(control.name));
};
const writeScore = (tree, control, value) => {
  const most = now.at(`${control.name}/high`);
  const [, candidate, criterion] = control.path;
  const own = entry(entry(tree, "scores") ?? mapping(), candidate);
  if (value !== "0") writePath(tree, control.path, most && less(exact(value), most) ? [value, exactly.plain(most)] : value);
  else if (own) own.m = own.m.filter(([name]) => name !== criterion);
};

const briefTree = () => {
  const tree = structuredClone(DATA.brief);
  const changed = moved();
  if (changed.some(({ name }) => name.startsWith("users/"))) writeUsers(tree);
  for (const control of changed) {
    const value = state.get(control.name);
    if (control.discount) {
      if (!Array.isArray(entry(tree, "discounts"))) put_(tree, "discounts", []);
      entry(tree, "discounts").push(mapping(["candidate", control.discount], ["category", "licence"], ["percent", value],
        ["reason", { q: say("discount_reason") }]));
    } else if (control.kind === "discount") put_(entry(tree, "discounts")[control.path[1]], "percent", value);
    else if (control.kind === "weight") writeWeights(tree);
    else if (control.kind === "score") writeScore(tree, control, value);
    else if (!control.name.startsWith("users/")) writePath(tree, control.path, control.choices.length ? chosen(control, value).code : value);
  }
  return tree;
};

const SAFE_KEY = /^[A-Za-z][\w./-]*$/;
const keyText = (key) => (SAFE_KEY.test(key) ? key : JSON.stringify(key));
const scalar = (node) => (typeof node === "string" ? node : JSON.stringify(node.q).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,
  (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`));
const yamlLines = (node, indent) => {
  const inside = (child, lead, deeper) => {
    const nested = Array.isArray(child) ? child.length : child?.m?.length;
    if (Array.isArray(child) && !nested) return [`${lead} []`];
    if (child?.m && !nested) return [`${lead} {}`];
    return nested ? [lead, ...yamlLines(child, deeper)] : [`${lead} ${scalar(child)}`.trimEnd()];
  };
  if (Array.isArray(node)) return node.flatMap((child) => {
    const [first, ...rest] = child?.m?.length ? yamlLines(child, `${indent}  `) : [];
    return first === undefined ? inside(child, `${indent}-`, `${indent}  `) : [`${indent}- ${first.trimStart()}`, ...rest];
  });
  return node.m.flatMap(([key, child]) => inside(child, `${indent}${keyText(key)}:`, `${indent}  `));
};
const briefText = () => [...DATA.briefHead.map((line) => `# ${line}`), ...yamlLines(briefTree(), "")].join("\n") + "\n";

const download = () => {
  const address = URL.createObjectURL(new Blob([briefText()], { type: "application/yaml" }));
  const link = element("a", { href: address, download: "brief.yaml" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};
