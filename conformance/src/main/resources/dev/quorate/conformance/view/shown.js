/** The steps that are shown, in rows: those of the chosen nodes, without the quiet ones if they are hidden. */
class Shown {
  constructor(run, look, nodes, hidesQuiet) {
    this.run = run;
    this.look = look;
    this.nodes = nodes;
    this.hidesQuiet = hidesQuiet;
    this.lanes = run.nodes.map((name, node) => node).filter(node => nodes.has(node));
    this.place = run.nodes.map((name, node) => this.lanes.indexOf(node));
    const steps = [];
    /** For each step, the row of it or of the next one that is shown. */
    this.rowFrom = new Int32Array(run.count + 1);
    for (let s = 0; s < run.count; s++) {
      this.rowFrom[s] = steps.length;
      if (nodes.has(run.node[s]) && !(hidesQuiet && look.isQuiet(s))) {
        steps.push(s);
      }
    }
    this.rowFrom[run.count] = steps.length;
    this.steps = Int32Array.from(steps);
    this.latest = new Float64Array(steps.length);
    steps.forEach((s, row) => (this.latest[row] = Math.max(run.time[s], row > 0 ? this.latest[row - 1] : 0)));
  }

  get count() {
    return this.steps.length;
  }

  has(step) {
    return step >= 0 && step < this.run.count && this.steps[this.rowFrom[step]] === step;
  }

  /** The row of a step, or of the nearest one that is shown. */
  rowNear(step) {
    return Math.min(this.rowFrom[Math.max(step, 0)], this.count - 1);
  }

  /** Whether an arrow is drawn. */
  hasArrow(arrow) {
    return this.has(arrow.from)
      && (arrow.to === NOWHERE ? this.isLossShown(arrow) : this.has(arrow.to));
  }

  isLossShown(arrow) {
    const target = this.look.target(arrow);
    return !(this.hidesQuiet && this.look.isQuietMessage(arrow.message)) && (target === NOWHERE || this.nodes.has(target));
  }

  /** The row before which a time lies. */
  rowOfTime(micros) {
    return firstWhere(this.count, row => this.latest[row] >= micros);
  }
}
