/** What the verdict says, as people read it. */
class Explanation {
  constructor(run, module, choose) {
    this.run = run;
    this.module = module;
    this.verdict = run.verdict;
    this.choose = choose;
  }

  /** The verdict in a word, and in a line. */
  word() {
    return this.verdict.claim && this.verdict.claim.violation ? "counterexample" : this.verdict.verdict;
  }

  summary() {
    const { verdict, divergence, claim, specification, undecided, events } = this.verdict;
    if (divergence) {
      return `step ${number(this.run.blamed + 1)}, ${divergence.node}'s step ${divergence.seq} at line ${divergence.line}, is not a step of ${specification}: ${divergence.problem}`;
    } else if (undecided) {
      return undecided;
    } else if (claim && claim.violation) {
      return this.run.blamed === NOWHERE ? `it begins in a state that violates ${claim.violates}`
        : `each step is one of ${specification}, and the last one violates ${claim.violates}`;
    } else if (verdict === "rejected") {
      return `claims to violate ${claim.violates}, which holds to its end`;
    }
    return events === 1 ? `its step is one of ${specification}` : `all its ${number(events)} steps are steps of ${specification}`;
  }

  /** What to call the step that the verdict is about. */
  blamedName() {
    return this.verdict.divergence ? "Divergence" : this.verdict.undecided ? "Undecided step" : "Violation";
  }

  /** The whole explanation, for the step that it is about. */
  full() {
    this.told = new Set();
    const { divergence, claim } = this.verdict;
    if (divergence) {
      return this.box(divergence.problem, this.ofDivergence(divergence));
    } else if (claim && claim.violation) {
      return this.box(this.run.blamed === NOWHERE ? "The beginning breaks a property" : "The step is allowed, and breaks a property", this.ofViolation(claim.violation));
    }
    return this.box("There is no verdict from here on", [element("p", {}, this.verdict.undecided)]);
  }

  box(title, content) {
    return element("section", { id: "explanation", "aria-label": "Explanation" },
      element("h2", {}, capital(title)), content);
  }

  ofDivergence(divergence) {
    const clauses = [...divergence.falseGuards, ...divergence.differences].filter(clause => clause.place);
    const marked = new Set(clauses.map(clause => this.module.lineOf(clause.place)).filter(line => line !== undefined));
    return [
      element("p", { class: "rule" }, divergence.rule),
      divergence.falseGuards.map(guard => this.clause("This is false at", guard)),
      divergence.differences.map(difference => this.difference(difference)),
      divergence.violation ? this.ofViolation(divergence.violation) : null,
      (divergence.alsoBroken || []).length > 0 ? element("p", {}, "Broken too: " + divergence.alsoBroken.join(", ")) : null,
      this.others(divergence),
      divergence.violation ? null : this.module.excerpts(this.module.lineOf(divergence.place), marked)
    ];
  }

  difference(difference) {
    return element("div", { class: "difference" },
      element("h3", {}, element("code", {}, difference.what), " differs"),
      element("dl", { class: "compared" },
        difference.before === "" ? null : this.entry("before", difference.before, ""),
        this.entry("spec allows", difference.allowed, "good"),
        this.entry("observed", difference.observed, "bad")),
      difference.place ? this.clause("Set by", difference) : null);
  }

  entry(name, value, tone) {
    return element("div", { class: tone || null }, element("dt", {}, name), element("dd", {}, element("code", {}, value)));
  }

  /** A formula with the place where it stands and those values in it that were not told already. */
  clause(label, clause) {
    const values = Object.entries(clause.values || {}).filter(([expression, value]) => !this.told.has(expression + "=" + value));
    values.forEach(([expression, value]) => this.told.add(expression + "=" + value));
    return element("div", { class: "clause" },
      element("p", {}, label + " ", element("span", { class: "place" }, clause.place)),
      element("code", { class: "formula" }, clause.text),
      values.length === 0 ? null : element("dl", { class: "values" }, values.map(([expression, value]) =>
        element("div", {}, element("dt", {}, expression, " = "), element("dd", {}, value)))));
  }

  ofViolation(violation) {
    const line = this.module.lineOf(violation.place);
    return [
      element("h3", {}, element("code", {}, violation.property), " is violated"),
      element("p", { class: "rule" }, violation.rule),
      this.clause("This is false at", violation),
      line === undefined ? null : this.module.excerpts(line, new Set([line]))
    ];
  }

  others(divergence) {
    if (divergence.others.length > 0) {
      return [element("h3", {}, "What would look the same"),
        divergence.others.map(other => element("code", { class: "formula" }, other))];
    }
    return divergence.violation ? null : element("p", { class: "quiet-text" },
      `No step of ${divergence.node} that the specification allows looks like this one.`);
  }
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
