const LANE_IN_OVERVIEW = 9;

/** The whole run in a strip: bands, colours and faults of every node from left to right, and what part is on the screen. */
class Overview {
  constructor(run, look, frame, choose) {
    this.run = run;
    this.look = look;
    this.frame = frame;
    this.canvas = frame.querySelector("canvas");
    frame.addEventListener("pointerdown", event => this.pick(event, choose));
    frame.addEventListener("pointermove", event => {
      if (event.buttons === 1) {
        this.pick(event, choose);
      }
    });
  }

  pick(event, choose) {
    const box = this.frame.getBoundingClientRect();
    const row = Math.floor((event.clientX - box.left) / box.width * this.shown.count);
    if (this.shown.count > 0) {
      choose(this.shown.steps[Math.min(Math.max(row, 0), this.shown.count - 1)]);
    }
  }

  draw(shown) {
    this.shown = shown;
    const height = shown.lanes.length * LANE_IN_OVERVIEW + 6;
    const width = this.frame.clientWidth;
    const scale = window.devicePixelRatio || 1;
    this.frame.style.height = height + "px";
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const paint = this.canvas.getContext("2d");
    paint.scale(scale, scale);
    paint.clearRect(0, 0, width, height);
    const x = step => shown.rowFrom[Math.max(step, 0)] / Math.max(shown.count, 1) * width;
    const ofTime = micros => shown.rowOfTime(micros) / Math.max(shown.count, 1) * width;
    shown.lanes.forEach((node, place) => this.lane(paint, node, place, x, ofTime));
    this.blame(paint, height);
  }

  lane(paint, node, place, x, ofTime) {
    const y = 3 + place * LANE_IN_OVERVIEW + LANE_IN_OVERVIEW / 2;
    paint.fillStyle = this.colour("fault");
    for (const fault of this.look.faults.filter(fault => fault.nodes.includes(node))) {
      const from = ofTime(fault.at);
      paint.fillRect(from, y - 4, Math.max(1, ofTime(fault.end) - from), 8);
    }
    for (const stretch of this.look.stretches[node]) {
      paint.fillStyle = this.colour(stretch.what);
      paint.fillRect(x(stretch.from), y - 0.5, Math.max(0.5, x(stretch.to) - x(stretch.from)), 1);
    }
    for (const band of this.look.bandsOf[node].filter(band => band.band === 0)) {
      paint.fillStyle = this.colour(band.colour);
      paint.fillRect(x(band.from), y - 3, Math.max(1, x(band.to) - x(band.from)), 6);
    }
  }

  blame(paint, height) {
    if (this.run.blamed >= 0) {
      paint.fillStyle = this.colour("bad");
      const middle = (this.shown.rowNear(this.run.blamed) + 0.5) / this.shown.count * this.frame.clientWidth;
      paint.fillRect(middle - 1, 0, 2, height);
    }
  }

  /** A colour of the style sheet, light or dark as it is now. */
  colour(name) {
    this.colours ||= new Map();
    if (!this.colours.has(name)) {
      const probe = document.body.appendChild(element("i", { class: "probe " + name }));
      this.colours.set(name, getComputedStyle(probe).color);
      probe.remove();
    }
    return this.colours.get(name);
  }

  /** After a change from light to dark. */
  forgetColours() {
    this.colours = undefined;
  }

  /** Marks the rows on the screen and the chosen step. */
  mark(first, end, chosen) {
    const share = row => (row / Math.max(this.shown.count, 1) * 100).toFixed(3) + "%";
    const view = this.frame.querySelector(".window").style;
    view.left = share(first);
    view.width = share(Math.min(end, this.shown.count) - first);
    this.frame.querySelector(".here").style.left = share(this.shown.rowNear(chosen) + 0.5);
  }
}
