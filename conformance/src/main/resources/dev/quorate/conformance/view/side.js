/** What stands beside the lanes: the chosen step, why it is blamed if it is, and the state of every node after it. */
class Side {
  constructor(run, look, module, explanation, place, choose) {
    this.run = run;
    this.look = look;
    this.module = module;
    this.explanation = explanation;
    this.place = place;
    this.choose = choose;
  }

  show(step) {
    const parts = step === NOWHERE
      ? [element("h2", {}, "Before the first step"), this.run.blamed === NOWHERE ? this.explanation.full() : null, this.states(step)]
      : [this.headline(step), step === this.run.blamed ? this.explanation.full() : this.unjudged(step),
        this.states(step), this.messages(step), this.rule(step)];
    this.place.replaceChildren(...parts.flat().filter(part => part !== null));
    this.place.scrollTop = 0;
  }

  headline(step) {
    const action = this.run.actionOf(step);
    const place = this.run.files.length > 1 ? this.run.files[this.run.steps[step][7] || 0] + ":" : "line ";
    return element("section", { id: "step" },
      element("h2", {}, element("span", { class: "badge " + this.look.colourOf(this.run.rowAfter(step)) }, this.run.nodeName(step)),
        " " + action.name),
      element("p", { class: "quiet-text" }, [
        `step ${number(step + 1)} of ${number(this.run.count)}`,
        `${this.run.nodeName(step)}'s step ${number(this.run.seq[step])}`,
        place + this.run.line[step],
        this.run.hasTime ? this.run.timeOf(step) : ""].filter(part => part !== "").join(" · ")),
      this.params(step, action),
      this.faultsAt(step));
  }

  params(step, action) {
    const plain = action.params
      .map((param, n) => [param, this.run.args(step)[n]])
      .filter(([param, arg]) => arg >= 0 && !(action.received || []).includes(param));
    return plain.length === 0 ? null : element("p", {}, element("code", {},
      plain.map(([param, arg]) => `${param} = ${tla(this.run.values[arg])}`).join(", ")));
  }

  faultsAt(step) {
    const time = this.run.time[step];
    const now = this.look.faults.filter(fault => fault.at <= time && time <= fault.end);
    return now.length === 0 ? null : element("p", { class: "faults-now" }, "Planned now: " + now.map(fault =>
      fault.kind + " (" + fault.nodes.map(node => this.run.nodes[node]).join(", ") + ")").join("; "));
  }

  unjudged(step) {
    return this.run.isUnjudged(step)
      ? element("p", { class: "note" }, "After the " + this.explanation.blamedName().toLowerCase() + ": nobody has judged this step. ",
        this.link(this.run.blamed, "Go back to it"))
      : null;
  }

  link(step, text) {
    return element("a", {
      href: "#step=" + (step + 1), onclick: event => {
        event.preventDefault();
        this.choose(step);
      }
    }, text);
  }

  states(step) {
    const { run } = this;
    const untold = new Set(run.unobserved);
    const changed = step === NOWHERE ? new Set() : new Set(run.changed(step));
    const actor = step === NOWHERE ? NOWHERE : run.node[step];
    const row = node => run.rowAt(node, step);
    return element("section", { id: "states" },
      element("h3", {}, step === NOWHERE ? "State of every node" : "State of every node after it"),
      element("div", { class: "wide" }, element("table", {},
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, ""),
          run.variables.map(variable => element("th", { scope: "col" }, variable)))),
        element("tbody", {}, run.nodes.map((name, node) => element("tr", { class: node === actor ? "actor" : null },
          element("th", { scope: "row" }, element("span", { class: "badge " + this.look.colourOf(row(node)) }, name)),
          run.variables.map((variable, place) =>
            this.cell(step, node, place, node === actor && changed.has(place), untold.has(variable)))))))));
  }

  cell(step, node, place, isChanged, isUntold) {
    const value = this.run.rowAt(node, step)[place];
    const text = value === NOWHERE ? "" : isUntold ? "not told" : brief(this.run.values[value]);
    if (!isChanged) {
      return element("td", {}, text);
    }
    const before = this.run.rowBefore(step)[place];
    return element("td", { class: "changed" }, element("ins", {}, text),
      before === NOWHERE ? null : element("del", {}, element("span", { class: "hidden" }, "was "), brief(this.run.values[before])));
  }

  messages(step) {
    const received = this.run.received(step).map((message, n) => this.message("received", message, this.source(step, n)));
    const sent = this.run.sent(step).map(message => this.message("sent", message, this.receipts(step, message)));
    return received.length + sent.length === 0 ? null : element("section", { id: "messages" },
      element("h3", {}, "Messages"), element("ul", {}, received, sent));
  }

  message(verb, message, fate) {
    return element("li", { class: this.look.colourOfMessage(message) },
      element("span", { class: "verb" }, verb), " ", element("b", {}, this.look.type(message)), " ",
      element("code", {}, this.otherFields(message)), " ", element("span", { class: "fate" }, fate));
  }

  otherFields(message) {
    const value = this.run.values[message];
    return value !== null && typeof value === "object" && this.look.typeField in value
      ? Object.entries(value).filter(([name]) => name !== this.look.typeField).map(([name, field]) => name + " " + brief(field)).join(", ")
      : brief(value);
  }

  source(step, n) {
    const source = this.run.sources(step)[n];
    return source === undefined || source === NOWHERE ? "never sent"
      : ["sent in ", this.link(source, "step " + number(source + 1))];
  }

  receipts(step, message) {
    const receipts = this.run.sentBy(step).filter(arrow => arrow.message === message && arrow.to !== NOWHERE);
    return receipts.length === 0 ? element("span", { class: "lost" }, "never received")
      : ["received in ", receipts.flatMap((arrow, n) => [n > 0 ? ", " : "", this.link(arrow.to, "step " + number(arrow.to + 1))])];
  }

  /** What the specification says of the action; at the blamed step that stands in the explanation. */
  rule(step) {
    const action = this.run.actionOf(step);
    if (action.place === undefined || (step === this.run.blamed && this.run.verdict.divergence)) {
      return null;
    }
    const line = this.module.lineOf(action.place);
    return element("section", { id: "rule" },
      element("h3", {}, "The rule"),
      element("p", { class: "rule" }, action.rule),
      line === undefined
        ? element("p", { class: "quiet-text" }, `${action.name} at ${action.place}`)
        : element("details", {}, element("summary", {}, `${action.name} at ${action.place}`), this.module.excerpt(line, new Set())));
  }
}
