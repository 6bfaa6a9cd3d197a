/** So many colours there are for values; those of the style sheet. */
const COLOURS = 7;

/** What a run looks like, by its description: which values have a colour, what is a band, what can be hidden. */
class Look {
  constructor(run) {
    const { view } = run;
    this.run = run;
    this.nodes = view.nodes || "nodes";
    this.colour = view.colour;
    this.bands = view.bands || [];
    this.tally = view.tally;
    this.hidden = view.hidden;
    this.faultActions = new Set(view.faults || []);
    this.typeField = (view.message || {}).type || "type";
    this.toField = (view.message || {}).to || "to";
    this.hiddenTypes = new Set((view.hidden || {}).types || []);
    this.numbers = new Map();
    this.colourPlace = this.colour ? run.variables.indexOf(this.colour.variable) : NOWHERE;
    this.tallyPlace = this.tally ? run.variables.indexOf(this.tally.variable) : NOWHERE;
    this.tallyOf = this.tally && this.tally.of in run.constants ? run.constants[this.tally.of]["#set"] : undefined;
    /** For each node, where its colour stays the same, and where it is in a band. */
    this.stretches = run.nodes.map((name, node) => this.stretchesOf(node, row => this.colourOf(row)));
    this.bandsOf = run.nodes.map((name, node) => this.bandsOfNode(node));
    this.faults = this.plannedFaults();
  }

  /** The colour of a row, as the name of a class. What it was in the beginning is grey. */
  colourOf(row) {
    if (this.colourPlace === NOWHERE || row[this.colourPlace] === NOWHERE) {
      return "c-none";
    }
    const begun = this.run.beginning.some(first => first[this.colourPlace] === row[this.colourPlace]);
    return begun ? "c-none" : this.colourOfValue(this.run.values[row[this.colourPlace]]);
  }

  /** Numbers take turns, so that one and the next differ; others in the order in which they are first asked for. */
  colourOfValue(value) {
    const key = typeof value === "number" ? value : canonical(value);
    if (!this.numbers.has(key)) {
      this.numbers.set(key, typeof value === "number" ? Math.abs(value) : this.numbers.size);
    }
    return "c" + (this.numbers.get(key) % COLOURS);
  }

  colourOfMessage(message) {
    const value = this.colour && this.colour.message ? this.run.field(message, this.colour.message) : undefined;
    return value === undefined ? "c-none" : this.colourOfValue(value);
  }

  /** Where something that a row decides stays the same: from a step, or the beginning, to the one that changes it. */
  stretchesOf(node, decided) {
    const found = [];
    let open = { from: NOWHERE, what: decided(this.run.beginning[node]) };
    for (const step of this.run.stepsOf[node]) {
      const what = decided(this.run.rowAfter(step));
      if (what !== open.what) {
        found.push({ ...open, to: step });
        open = { from: step, what };
      }
    }
    found.push({ ...open, to: this.run.count });
    return found;
  }

  bandsOfNode(node) {
    return this.stretchesOf(node, row => {
      const band = this.bandOf(row);
      return band === NOWHERE ? "" : band + " " + this.colourOf(row);
    })
      .filter(stretch => stretch.what !== "")
      .map(stretch => ({ ...stretch, band: parseInt(stretch.what, 10), colour: stretch.what.replace(/^\d+ /, "") }));
  }

  /** Which band a row is in, if any. */
  bandOf(row) {
    return this.bands.findIndex(band => {
      const value = row[this.run.variables.indexOf(band.variable)];
      return value >= 0 && canonical(this.run.values[value]) === canonical(band.value);
    });
  }

  /** What a step makes of the tally, if it changes it: "2/3". */
  tallyAt(step) {
    if (this.tallyPlace === NOWHERE || !this.run.changed(step).includes(this.tallyPlace)) {
      return "";
    }
    const set = this.run.values[this.run.rowAfter(step)[this.tallyPlace]];
    const size = set && set["#set"] ? set["#set"].length : 0;
    return size === 0 ? "" : size + (this.tallyOf ? "/" + this.tallyOf.length : "");
  }

  type(message) {
    const type = this.run.field(message, this.typeField);
    return type === undefined ? "message" : brief(type);
  }

  /** The node that a message is for, or NOWHERE if it does not tell. */
  target(arrow) {
    return arrow.to !== NOWHERE
      ? this.run.node[arrow.to]
      : this.run.nodes.indexOf(this.run.field(arrow.message, this.toField));
  }

  isQuietMessage(message) {
    return this.hiddenTypes.has(this.run.field(message, this.typeField));
  }

  /** Whether a step can be hidden: all that it has to do with are quiet messages, and it changed nothing. */
  isQuiet(step) {
    const messages = [...this.run.received(step), ...this.run.sent(step)];
    return messages.length > 0
      && step !== this.run.blamed
      && this.run.changed(step).length === 0
      && messages.every(message => this.isQuietMessage(message));
  }

  isFault(step) {
    return this.faultActions.has(this.run.actionOf(step).name);
  }

  /**
   * What the plan of the run says will go wrong: from when to when, to whom. Nobody named is everybody. No judge looks at
   * a plan, so that there may be anything in it; what has no time is left out.
   */
  plannedFaults() {
    const plan = this.run.extras.faults;
    const schedule = plan && Array.isArray(plan.schedule) && this.run.hasTime ? plan.schedule : [];
    return schedule.filter(fault => fault && Number.isFinite(fault.at)).map(fault => {
      const told = fault.nodes ?? fault.servers;
      const named = Array.isArray(told) ? told : told && Array.isArray(told["#set"]) ? told["#set"] : [];
      const nodes = this.run.nodes.map((name, node) => node).filter(node => named.includes(this.run.nodes[node]));
      return {
        kind: brief(fault.kind ?? "fault"),
        at: fault.at,
        end: fault.at + (Number.isFinite(fault.lasts) ? fault.lasts : 0),
        nodes: nodes.length > 0 ? nodes : this.run.nodes.map((name, node) => node)
      };
    });
  }
}
