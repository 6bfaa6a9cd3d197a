/** Stands for a step that is not there: one that nobody took, or that never came. */
const NOWHERE = -1;

/**
 * The run as it is written into the page, unpacked: what belongs to a step is in a column, at the step's number. Steps
 * count from zero here and from one where people read it. A value is referred to by its number.
 */
class Run {
  constructor(data) {
    Object.assign(this, data);
    this.count = data.steps.length;
    this.node = new Uint16Array(this.count);
    this.action = new Uint16Array(this.count);
    this.time = new Float64Array(this.count);
    this.seq = new Uint32Array(this.count);
    this.line = new Uint32Array(this.count);
    /** Every variable of the node after each of its steps. */
    this.rows = new Int32Array(this.count * this.variables.length);
    this.stepsOf = this.nodes.map(() => []);
    /** Up to what time it lasts, in microseconds; zero if it tells none. */
    this.span = 0;
    this.readSteps();
    this.readMessages();
  }

  readSteps() {
    const width = this.variables.length;
    this.beginning = this.initial.map(pairs => written(new Int32Array(width).fill(NOWHERE), pairs));
    const rows = this.beginning.map(row => row.slice());
    const lines = this.files.map(() => 1);
    let time = 0;
    this.steps.forEach((step, s) => {
      const node = step[0];
      time += step[2];
      this.node[s] = node;
      this.action[s] = step[1];
      this.time[s] = time;
      this.span = Math.max(this.span, time);
      this.line[s] = ++lines[step[7] || 0];
      this.rows.set(written(rows[node], step[4] || []), s * width);
      this.seq[s] = this.stepsOf[node].push(s);
    });
  }

  /** Joins what was sent with what was received. Arrows stand in the order of the steps that sent them. */
  readMessages() {
    const receipts = new Map();
    for (let s = 0; s < this.count; s++) {
      this.sources(s).forEach((source, n) => {
        if (source !== NOWHERE) {
          if (!receipts.has(source)) {
            receipts.set(source, []);
          }
          receipts.get(source).push({ message: this.received(s)[n], to: s });
        }
      });
    }
    this.arrows = [];
    this.arrowsFrom = new Uint32Array(this.count + 1);
    for (let s = 0; s < this.count; s++) {
      this.arrowsFrom[s] = this.arrows.length;
      for (const message of this.sent(s)) {
        this.readSent(s, message, (receipts.get(s) || []).filter(receipt => receipt.message === message));
      }
    }
    this.arrowsFrom[this.count] = this.arrows.length;
  }

  readSent(from, message, receipts) {
    if (receipts.length === 0) {
      this.arrows.push({ from, to: NOWHERE, message });
    }
    for (const receipt of receipts) {
      this.arrows.push({ from, to: receipt.to, message });
    }
  }

  get hasTime() {
    return this.span > 0;
  }

  timeOf(step) {
    return clock(this.time[step], this.span);
  }

  actionOf(step) {
    return this.actions[this.action[step]];
  }

  nodeName(step) {
    return this.nodes[this.node[step]];
  }

  args(step) {
    return this.steps[step][3] || [];
  }

  sent(step) {
    return this.steps[step][5] || [];
  }

  /** For each message that a step receives, the step that sent it, or NOWHERE. */
  sources(step) {
    return this.steps[step][6] || [];
  }

  /** The messages that a step receives. */
  received(step) {
    const action = this.actionOf(step);
    return this.args(step).filter((arg, n) => arg !== NOWHERE && (action.received || []).includes(action.params[n]));
  }

  /** The messages that a step sent, once for each receipt. */
  sentBy(step) {
    return this.arrows.slice(this.arrowsFrom[step], this.arrowsFrom[step + 1]);
  }

  /** The variables that a step changed. */
  changed(step) {
    return (this.steps[step][4] || []).filter((part, n) => n % 2 === 0);
  }

  /** The row of a node after a step of whomever. */
  rowAt(node, step) {
    const steps = this.stepsOf[node];
    const before = firstWhere(steps.length, n => steps[n] > step) - 1;
    return before < 0 ? this.beginning[node] : this.rowAfter(steps[before]);
  }

  rowAfter(step) {
    const width = this.variables.length;
    return this.rows.subarray(step * width, (step + 1) * width);
  }

  /** The row of its node before a step. */
  rowBefore(step) {
    return this.rowAt(this.node[step], step - 1);
  }

  /** A field of a message or another record, as a plain value, or nothing. */
  field(value, name) {
    const record = this.values[value];
    return record !== null && typeof record === "object" && name in record ? record[name] : undefined;
  }

  /** Whether the verdict says nothing of a step, as it comes after a divergence. */
  isUnjudged(step) {
    return this.verdict.verdict !== "accepted" && this.blamed !== undefined && step > this.blamed;
  }
}

/** Writes pairs of a place and a value into a row. */
function written(row, pairs) {
  for (let n = 0; n < pairs.length; n += 2) {
    row[pairs[n]] = pairs[n + 1];
  }
  return row;
}
