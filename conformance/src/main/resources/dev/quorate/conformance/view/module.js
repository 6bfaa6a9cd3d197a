/** The text of the specification, by lines that count from one. */
class Module {
  constructor(name, text) {
    this.name = name;
    this.lines = text.split("\n");
  }

  /** The lines from..end of the definition that a line is in, with the comment above it left out. */
  definition(line) {
    let from = line;
    while (from > 1 && !/^\w.*==/.test(this.lines[from - 1])) {
      from--;
    }
    let end = from;
    while (end < this.lines.length && (/^\s/.test(this.lines[end]) || this.lines[end] === "")) {
      end++;
    }
    while (this.lines[end - 1].trim() === "") {
      end--;
    }
    return { from, end };
  }

  /** Where a place such as "Module:12:5" is in this module, or nothing. */
  lineOf(place) {
    const [name, line] = place.split(":");
    return name === this.name ? Number(line) : undefined;
  }

  /** The definition at a line as HTML, some of its lines marked. */
  excerpt(line, marked) {
    const { from, end } = this.definition(line);
    const code = element("pre", { class: "module", tabindex: 0, "aria-label": "Lines of " + this.name });
    for (let n = from; n <= end; n++) {
      code.append(element("span", { class: marked.has(n) ? "line marked" : "line" },
        element("span", { class: "line-number", "aria-hidden": "true" }, String(n)), this.lines[n - 1] + "\n"));
    }
    return code;
  }

  /** Excerpts of all definitions that have one of these lines, each once, the one at a first line before the others. */
  excerpts(first, marked) {
    const definitions = new Map();
    for (const line of [...(first ? [first] : []), ...marked]) {
      definitions.set(this.definition(line).from, line);
    }
    return [...definitions.values()].map(line => this.excerpt(line, marked));
  }
}
