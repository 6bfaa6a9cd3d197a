const LANE_MARGIN = 30;
/** Arrows that span more rows than this are looked for one by one. */
const USUAL_SPAN = 400;

/** Draws the lanes of the rows that are on the screen: a lane for each node, time runs down. */
class Lanes {
  constructor(run, look, svg) {
    this.run = run;
    this.look = look;
    this.svg = svg;
    this.longArrows = run.arrows.filter(arrow => arrow.to - arrow.from > USUAL_SPAN);
  }

  spacing(shown) {
    return shown.lanes.length <= 3 ? 72 : shown.lanes.length <= 5 ? 60 : shown.lanes.length <= 9 ? 48 : 36;
  }

  width(shown) {
    return 2 * LANE_MARGIN + this.spacing(shown) * Math.max(0, shown.lanes.length - 1);
  }

  x(shown, node) {
    return LANE_MARGIN + this.spacing(shown) * shown.place[node];
  }

  /** Draws the rows from first up to and without end. */
  draw(shown, height, first, end, chosen) {
    const sheet = { shown, height, first, end, chosen, top: row => (row - first) * height, width: this.width(shown) };
    sheet.middle = step => sheet.top(shown.rowFrom[step]) + height / 2;
    this.svg.setAttribute("width", sheet.width);
    this.svg.setAttribute("height", (end - first) * height);
    this.svg.style.transform = `translateY(${first * height}px)`;
    this.svg.replaceChildren(
      this.hatching(),
      ...this.rows(sheet),
      ...this.faults(sheet),
      ...this.bands(sheet),
      ...this.lines(sheet),
      ...this.arrows(sheet),
      ...this.dots(sheet),
      ...this.unjudged(sheet));
  }

  /** Veils what comes after a divergence. */
  unjudged(sheet) {
    const next = this.run.blamed + 1;
    return next < this.run.count && this.run.isUnjudged(next)
      ? [drawn("rect", { class: "veil", x: 0, width: sheet.width, y: Math.max(0, sheet.top(sheet.shown.rowFrom[next])), height: (sheet.end - sheet.first) * sheet.height })]
      : [];
  }

  hatching() {
    return drawn("defs", {},
      drawn("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        drawn("rect", { width: 6, height: 6, class: "hatch-ground" }),
        drawn("rect", { width: 2, height: 6, class: "hatch-line" })));
  }

  rows(sheet) {
    const row = (step, name) => sheet.shown.has(step)
      ? [drawn("rect", { class: name, x: 0, width: sheet.width, y: sheet.middle(step) - sheet.height / 2, height: sheet.height })]
      : [];
    return [...row(this.run.blamed, "row-blamed"), ...row(sheet.chosen, "row-chosen")];
  }

  faults(sheet) {
    const half = this.spacing(sheet.shown) * 0.36;
    return this.look.faults.flatMap(fault => {
      const from = sheet.shown.rowOfTime(fault.at);
      const to = sheet.shown.rowOfTime(fault.end);
      if (to < sheet.first || from > sheet.end) {
        return [];
      }
      return fault.nodes.filter(node => sheet.shown.place[node] >= 0).map(node =>
        drawn("rect", {
          class: "fault", rx: 3, x: this.x(sheet.shown, node) - half, width: 2 * half,
          y: sheet.top(from) - 2, height: Math.max(4, (to - from) * sheet.height)
        }, drawn("title", {}, fault.kind + ", " + clock(fault.at) + " to " + clock(fault.end))));
    });
  }

  /** The part of a stretch that is on the screen: where it begins and ends. */
  extent(sheet, stretch) {
    const begin = stretch.from === NOWHERE ? 0 : sheet.middle(stretch.from);
    const end = stretch.to === this.run.count ? sheet.top(sheet.shown.count) : sheet.middle(stretch.to);
    const bottom = sheet.top(sheet.end);
    return { y: Math.max(stretch.from === NOWHERE ? sheet.top(0) : begin, -40), end: Math.min(end, bottom + 40) };
  }

  /** Those of a node's stretches that may be on the screen. */
  onScreen(sheet, stretches) {
    const begin = firstWhere(stretches.length, n => sheet.shown.rowFrom[stretches[n].to] >= sheet.first);
    const end = firstWhere(stretches.length, n => stretches[n].from >= 0 && sheet.shown.rowFrom[stretches[n].from] > sheet.end);
    return stretches.slice(begin, end);
  }

  bands(sheet) {
    return sheet.shown.lanes.flatMap(node => this.onScreen(sheet, this.look.bandsOf[node]).map(band => {
      const { y, end } = this.extent(sheet, band);
      const half = band.band === 0 ? 9 : 7;
      return drawn("rect", {
        class: (band.band === 0 ? "band " : "band round ") + band.colour,
        rx: half, x: this.x(sheet.shown, node) - half, width: 2 * half, y: y - half / 2, height: Math.max(end - y + half, 2)
      }, drawn("title", {}, this.run.nodes[node] + ": " + (this.look.bands[band.band].name || "")));
    }));
  }

  lines(sheet) {
    return sheet.shown.lanes.flatMap(node => this.onScreen(sheet, this.look.stretches[node]).map(stretch => {
      const { y, end } = this.extent(sheet, stretch);
      const x = this.x(sheet.shown, node);
      return drawn("line", { class: "lane " + stretch.what, x1: x, x2: x, y1: y, y2: Math.max(end, y) });
    }));
  }

  arrows(sheet) {
    const from = this.run.count === 0 ? 0 : sheet.shown.steps[Math.max(0, sheet.first)] - USUAL_SPAN;
    const last = sheet.shown.steps[Math.min(sheet.end, sheet.shown.count) - 1];
    if (last === undefined) {
      return [];
    }
    const near = this.run.arrows.slice(this.run.arrowsFrom[Math.max(0, from)], this.run.arrowsFrom[last + 1]);
    const far = this.longArrows.filter(arrow => arrow.from < from && arrow.to >= sheet.shown.steps[sheet.first]);
    return [...far, ...near]
      .filter(arrow => sheet.shown.hasArrow(arrow))
      .filter(arrow => sheet.shown.rowFrom[arrow.to === NOWHERE ? arrow.from : arrow.to] >= sheet.first)
      .sort((a, b) => this.isChosen(sheet, a) - this.isChosen(sheet, b))
      .map(arrow => arrow.to === NOWHERE ? this.loss(sheet, arrow) : this.delivery(sheet, arrow));
  }

  isChosen(sheet, arrow) {
    return arrow.from === sheet.chosen || arrow.to === sheet.chosen;
  }

  arrowClass(sheet, arrow, name) {
    return [name, this.look.colourOfMessage(arrow.message), this.isChosen(sheet, arrow) ? "chosen" : "",
      this.look.isQuietMessage(arrow.message) ? "quiet" : ""].filter(part => part !== "").join(" ");
  }

  delivery(sheet, arrow) {
    const a = { x: this.x(sheet.shown, this.run.node[arrow.from]), y: sheet.middle(arrow.from) };
    const b = { x: this.x(sheet.shown, this.run.node[arrow.to]), y: sheet.middle(arrow.to) };
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const towards = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
    const tip = { x: b.x - towards.x * 8, y: b.y - towards.y * 8 };
    const wing = side => `${tip.x - towards.x * 6 - side * towards.y * 3.2},${tip.y - towards.y * 6 + side * towards.x * 3.2}`;
    return drawn("g", { class: this.arrowClass(sheet, arrow, "arrow"), "data-from": arrow.from + 1, "data-to": arrow.to + 1 },
      drawn("title", {}, this.caption(arrow)),
      drawn("line", { x1: a.x + towards.x * 6, y1: a.y + towards.y * 6, x2: tip.x - towards.x * 5, y2: tip.y - towards.y * 5 }),
      drawn("polygon", { points: `${tip.x},${tip.y} ${wing(1)} ${wing(-1)}` }));
  }

  /** A message that never came ends in a cross, short of the lane that it was for. */
  loss(sheet, arrow) {
    const a = { x: this.x(sheet.shown, this.run.node[arrow.from]), y: sheet.middle(arrow.from) };
    const target = this.look.target(arrow);
    const aim = target === NOWHERE ? a.x + this.spacing(sheet.shown) : this.x(sheet.shown, target);
    const end = { x: aim - Math.sign(aim - a.x) * this.spacing(sheet.shown) * 0.28, y: a.y + sheet.height * 0.6 };
    const r = 3.2;
    return drawn("g", { class: this.arrowClass(sheet, arrow, "loss"), "data-from": arrow.from + 1 },
      drawn("title", {}, this.caption(arrow) + ", never received"),
      drawn("line", { x1: a.x, y1: a.y, x2: end.x, y2: end.y }),
      drawn("path", { class: "cross", d: `M${end.x - r},${end.y - r}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}` }));
  }

  caption(arrow) {
    const target = this.look.target(arrow);
    return this.run.nodeName(arrow.from) + (target === NOWHERE ? "" : " to " + this.run.nodes[target])
      + ": " + brief(this.run.values[arrow.message]);
  }

  dots(sheet) {
    const drawnDots = [];
    for (let row = sheet.first; row < Math.min(sheet.end, sheet.shown.count); row++) {
      drawnDots.push(...this.dot(sheet, sheet.shown.steps[row]));
    }
    return drawnDots;
  }

  dot(sheet, step) {
    const x = this.x(sheet.shown, this.run.node[step]);
    const y = sheet.middle(step);
    const r = Math.min(5, sheet.height / 2.6);
    const colour = this.look.colourOf(this.run.rowAfter(step));
    const name = ["dot", colour, step === sheet.chosen ? "chosen" : "", step === this.run.blamed ? "blamed" : "",
      this.look.isFault(step) ? "fault-step" : ""].filter(part => part !== "").join(" ");
    const shape = this.look.isFault(step)
      ? drawn("path", { class: name, d: `M${x},${y - r - 2}l${r + 2},${r + 2}l${-r - 2},${r + 2}l${-r - 2},${-r - 2}z` })
      : drawn("circle", { class: name, cx: x, cy: y, r });
    shape.setAttribute("data-step", step + 1);
    shape.append(drawn("title", {}, this.run.nodeName(step) + ": " + this.run.actionOf(step).name));
    const tally = sheet.height < 14 ? "" : this.look.tallyAt(step);
    return tally === "" ? [shape] : [shape, drawn("text", { class: "tally " + colour, x: x + 9, y: y + 3.5 }, tally)];
  }
}
