/** Heights of a row; in the first two the text is too small to read, and the lanes are what counts. */
const HEIGHTS = [5, 9, 15, 19, 24, 30, 40];
/** Rows drawn above and below what is on the screen. */
const SPARE = 6;
/** Milliseconds for which a step stays chosen before the address names it: browsers refuse to rewrite it all the time. */
const REST = 200;

/** The page: what is chosen and how it is shown, kept in step with what the reader does. */
class Page {
  constructor(run) {
    this.run = run;
    this.look = new Look(run);
    this.module = new Module(run.specification, run.module);
    this.explanation = new Explanation(run, this.module, step => this.jump(step));
    this.lanes = new Lanes(run, this.look, byId("lanes"));
    this.steps = new Steps(run, this.look, byId("steps"), step => this.jump(step));
    this.overview = new Overview(run, this.look, byId("overview"), step => this.choose(step));
    this.side = new Side(run, this.look, this.module, this.explanation, byId("side"), step => this.jump(step));
    this.scroll = byId("scroll");
    this.zoom = run.count <= 30 ? 6 : 4;
    this.chosen = NOWHERE;
    this.frame();
    this.listen();
    this.show(new Set(run.nodes.map((name, node) => node)), this.look.hiddenTypes.size > 0);
    this.follow();
  }

  get height() {
    return HEIGHTS[this.zoom];
  }

  /** What stays the same however the run is looked at. */
  frame() {
    const { run, explanation } = this;
    byId("name").textContent = run.name;
    byId("verdict").textContent = explanation.word();
    byId("verdict").className = "verdict " + explanation.word();
    byId("summary").textContent = explanation.summary();
    byId("count").textContent = "of " + number(run.count);
    byId("blamed").hidden = !(run.blamed >= 0);
    byId("blamed").textContent = explanation.blamedName();
    byId("quiet-choice").hidden = this.look.hiddenTypes.size === 0;
    byId("quiet-choice").querySelector("span").textContent = "Hide " + ((this.look.hidden || {}).name || "quiet messages");
    byId("nodes").setAttribute("aria-label", "Show these " + this.look.nodes);
    byId("nodes").replaceChildren(...run.nodes.map((name, node) => element("button", {
      "data-node": node, title: `Show or hide ${name}` + (node < 9 ? ` (${node + 1})` : ""),
      onclick: () => this.toggle(node)
    }, name)));
    const notes = [...run.verdict.notes, ...(run.unread ? [run.unread] : [])];
    if (notes.length > 0) {
      byId("summary").append(element("span", { class: "notes" }, notes.map(note => element("span", {}, "Note: " + note))));
    }
    byId("legend").replaceChildren(...this.signs().filter(sign => sign.brief).map(sign => element("span", {}, sign.picture(), sign.brief)));
    this.keys();
  }

  listen() {
    const clicks = {
      first: () => this.jump(this.shown.steps[0]), last: () => this.jump(this.shown.steps[this.shown.count - 1]),
      back: () => this.by(-1), forward: () => this.by(1), blamed: () => this.jump(this.run.blamed),
      smaller: () => this.zoomBy(-1), larger: () => this.zoomBy(1),
      theme: () => this.otherTheme(), help: () => byId("keys").showModal()
    };
    Object.entries(clicks).forEach(([id, act]) => byId(id).addEventListener("click", act));
    byId("quiet").addEventListener("change", () => this.show(this.shown.nodes, byId("quiet").checked));
    byId("number").addEventListener("change", () => {
      this.jump(Number(byId("number").value.replace(/\D/g, "")) - 1);
      this.tellNumber();
    });
    byId("lanes").addEventListener("click", click => {
      const box = this.scroll.getBoundingClientRect();
      const row = Math.floor((click.clientY - box.top + this.scroll.scrollTop) / this.height);
      this.jump(this.shown.steps[Math.min(row, this.shown.count - 1)]);
    });
    document.addEventListener("keydown", event => this.press(event));
    this.scroll.addEventListener("scroll", () => this.soon());
    window.addEventListener("resize", () => this.redraw());
    window.addEventListener("popstate", () => this.follow());
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  press(event) {
    const typing = event.target.matches("input:not([type=checkbox])") || byId("keys").open;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = this.actionOfKey(event);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  actionOfKey(event) {
    if (event.target.closest("#side, .module, button, summary") && ["ArrowUp", "ArrowDown", "PageUp", "PageDown", " "].includes(event.key)) {
      return undefined; // there these scroll, or press what has the focus
    }
    const node = Number(event.key) - 1;
    const keys = {
      ArrowDown: () => this.by(1), ArrowRight: () => event.shiftKey ? this.sameNode(1) : this.by(1),
      ArrowUp: () => this.by(-1), ArrowLeft: () => event.shiftKey ? this.sameNode(-1) : this.by(-1),
      PageDown: () => this.by(10), PageUp: () => this.by(-10),
      Home: () => this.jump(this.shown.steps[0]), End: () => this.jump(this.shown.steps[this.shown.count - 1]),
      d: () => this.run.blamed >= 0 && this.jump(this.run.blamed),
      h: () => this.look.hiddenTypes.size > 0 && this.show(this.shown.nodes, !this.shown.hidesQuiet),
      "+": () => this.zoomBy(1), "=": () => this.zoomBy(1), "-": () => this.zoomBy(-1),
      t: () => this.otherTheme(), "?": () => byId("keys").showModal(), g: () => byId("number").select()
    };
    return this.run.nodes[node] !== undefined ? () => this.toggle(node) : keys[event.key];
  }

  // ------------------------------------------------------------------------------------------------ the chosen step

  /** To a number of rows below or above. */
  by(rows) {
    const from = this.shown.has(this.chosen) ? this.shown.rowFrom[this.chosen] : this.shown.rowNear(this.chosen) - (rows > 0 ? 1 : 0);
    const row = Math.min(Math.max(from + rows, 0), this.shown.count - 1);
    this.choose(this.shown.steps[row]);
  }

  /** To the next or the last step of the same node. */
  sameNode(direction) {
    const steps = this.run.stepsOf[this.run.node[this.chosen]].filter(step => this.shown.has(step));
    const next = steps[steps.indexOf(this.chosen) + direction];
    if (next !== undefined) {
      this.choose(next);
    }
  }

  /** To a step from which the browser's back button leads back. */
  jump(step) {
    if (step >= 0 && step < this.run.count && step !== this.chosen) {
      if (this.chosen !== NOWHERE) {
        this.address("replaceState", this.chosen);
      }
      this.address("pushState", step);
      this.choose(step);
    }
  }

  /** Names a step in the address. Without that one can still read on, so that a browser that has had enough may refuse. */
  address(how, step) {
    try {
      history[how](null, "", "#step=" + (step + 1));
    } catch {
      // the address names the step before
    }
  }

  addressSoon() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.address("replaceState", this.chosen), REST);
  }

  choose(step) {
    if (step === undefined || step === NOWHERE || step >= this.run.count) {
      this.side.show(NOWHERE);
      return;
    }
    this.chosen = step;
    if (!this.shown.has(step)) {
      this.show(new Set(this.run.nodes.map((name, node) => node)), false);
    }
    this.tellNumber();
    byId("back").disabled = byId("first").disabled = step === this.shown.steps[0];
    byId("forward").disabled = byId("last").disabled = step === this.shown.steps[this.shown.count - 1];
    this.bringIntoView();
    this.draw();
    this.side.show(step);
    byId("told").textContent = spoken(this.run, this.look, step);
    this.addressSoon();
  }

  tellNumber() {
    byId("number").value = this.chosen === NOWHERE ? "" : number(this.chosen + 1);
  }

  /** Chooses the step that the address names, or the one of the verdict, or the first one. */
  follow() {
    const named = /step=(\d+)/.exec(location.hash);
    const step = named ? Number(named[1]) - 1 : this.run.blamed >= 0 ? this.run.blamed : this.shown.steps[0];
    this.choose(Math.min(step === undefined ? NOWHERE : step, this.run.count - 1));
  }

  bringIntoView() {
    const y = this.shown.rowNear(this.chosen) * this.height;
    const { scrollTop, clientHeight } = this.scroll;
    if (y < scrollTop || y + this.height > scrollTop + clientHeight) {
      this.scroll.scrollTop = y - clientHeight / 2;
    }
  }

  // ------------------------------------------------------------------------------------------------ how it is shown

  show(nodes, hidesQuiet) {
    this.shown = new Shown(this.run, this.look, nodes, hidesQuiet);
    byId("quiet").checked = hidesQuiet;
    byId("nodes").querySelectorAll("button").forEach(button =>
      button.setAttribute("aria-pressed", nodes.has(Number(button.dataset.node))));
    if (this.chosen !== NOWHERE && !this.shown.has(this.chosen) && this.shown.count > 0) {
      this.chosen = this.shown.steps[this.shown.rowNear(this.chosen)];
      this.redraw();
      this.choose(this.chosen);
    }
    this.redraw();
  }

  toggle(node) {
    const nodes = new Set(this.shown.nodes);
    if (!nodes.delete(node)) {
      nodes.add(node);
    }
    if (nodes.size > 0) {
      this.show(nodes, this.shown.hidesQuiet);
    }
  }

  zoomBy(steps) {
    this.zoom = Math.min(Math.max(this.zoom + steps, 0), HEIGHTS.length - 1);
    this.redraw();
    this.scroll.scrollTop = this.shown.rowNear(this.chosen) * this.height - this.scroll.clientHeight / 2;
  }

  otherTheme() {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    this.recolour();
  }

  recolour() {
    this.overview.forgetColours();
    this.redraw();
  }

  // ------------------------------------------------------------------------------------------------ drawing

  redraw() {
    const { shown } = this;
    byId("paper").style.height = shown.count * this.height + this.height + "px";
    byId("paper").style.setProperty("--lanes", this.lanes.width(shown) + "px");
    byId("paper").style.setProperty("--row", this.height + "px");
    const names = byId("lane-names");
    names.style.width = this.lanes.width(shown) + "px";
    names.replaceChildren(...shown.lanes.map(node =>
      element("span", { style: `left:${this.lanes.x(shown, node)}px` }, this.run.nodes[node])));
    this.overview.draw(shown);
    this.bringIntoView();
    this.draw();
  }

  soon() {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.draw();
    });
  }

  draw() {
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / this.height) - SPARE);
    const end = Math.min(this.shown.count, Math.ceil((this.scroll.scrollTop + this.scroll.clientHeight) / this.height) + SPARE);
    this.lanes.draw(this.shown, this.height, first, end, this.chosen);
    this.steps.draw(this.shown, this.height, first, end, this.chosen);
    this.overview.mark(first, end, this.chosen);
  }

  keys() {
    const key = (keys, meaning) => element("tr", {}, element("th", { scope: "row" }, keys.map(name => element("kbd", {}, name))), element("td", {}, meaning));
    byId("keys").replaceChildren(
      element("h2", {}, "Keys"),
      element("table", {}, element("tbody", {},
        key(["↑", "↓"], "step back, forward; also ← and →"),
        key(["Shift ←", "Shift →"], "the same node's step before, after"),
        key(["Page ↑", "Page ↓"], "ten steps"),
        key(["Home", "End"], "first, last step"),
        this.run.blamed >= 0 ? key(["d"], "to the " + this.explanation.blamedName().toLowerCase()) : null,
        key(["g"], "type the number of a step"),
        this.look.hiddenTypes.size > 0 ? key(["h"], "hide or show " + ((this.look.hidden || {}).name || "quiet messages")) : null,
        key(["1", "2", "…"], "show or hide one of the " + this.look.nodes),
        key(["+", "−"], "larger, smaller"),
        key(["t"], "light or dark"),
        key(["?"], "this"))),
      element("h2", {}, "Signs"),
      element("table", {}, element("tbody", {}, this.signs().map(sign => element("tr", {}, element("th", { scope: "row" }, sign.picture()), element("td", {}, sign.meaning))))),
      element("form", { method: "dialog" }, element("button", {}, "Close")));
  }

  /** What the signs in the drawing mean: in a few words where the lanes begin, and in full. */
  signs() {
    const { look } = this;
    const picture = (...parts) => () => drawn("svg", { width: 44, height: 22, viewBox: "0 0 44 22", "aria-hidden": "true" }, parts.map(part => part.cloneNode(true)));
    const colour = look.colour ? look.colour.name || look.colour.variable : "";
    return [
      {
        picture: picture(...[8, 22, 36].map((x, n) => drawn("circle", { class: "dot c" + n, cx: x, cy: 11, r: 5 }))),
        brief: colour, meaning: "a step" + (colour === "" ? "" : "; its colour is the " + colour)
      },
      ...look.bands.map((band, n) => ({
        picture: picture(
          drawn("rect", { class: (n === 0 ? "band" : "band round") + " c0", x: 14, y: -4, width: 16, height: 30 }),
          drawn("line", { class: "lane c0", x1: 22, x2: 22, y1: 0, y2: 22 })),
        brief: band.name || brief(band.value), meaning: band.name || brief(band.value)
      })),
      ...(look.tally ? [{
        picture: picture(drawn("text", { class: "tally c0", x: 14, y: 15 }, "2/" + (look.tallyOf ? look.tallyOf.length : "…"))),
        meaning: look.tally.name || look.tally.variable
      }] : []),
      {
        picture: picture(drawn("line", { class: "sign", x1: 6, y1: 11, x2: 24, y2: 11 }), drawn("path", { class: "sign", d: "M24,7l8,8m0,-8l-8,8" })),
        brief: "never received", meaning: "a message that was never received"
      },
      ...(look.faultActions.size > 0 ? [{
        picture: picture(drawn("path", { class: "dot fault-step c0", d: "M22,4l7,7l-7,7l-7,-7z" })),
        brief: [...look.faultActions].join(", "), meaning: [...look.faultActions].join(", ")
      }] : []),
      ...(look.faults.length > 0 ? [{
        picture: picture(drawn("rect", { class: "fault", x: 8, y: 2, width: 28, height: 18, rx: 3 })),
        brief: "fault", meaning: "a fault, as the plan of the run has it; point at it to read its kind"
      }] : []),
      {
        picture: () => element("i", {}, "copies"),
        meaning: "of a message that was sent more than once, the newest is drawn as the one that was received; a trace cannot tell"
      }
    ];
  }
}

new Page(new Run(JSON.parse(byId("data").textContent)));
