/** The table of the steps that are on the screen, a row beside each row of the lanes. */
class Steps {
  constructor(run, look, table, choose) {
    this.run = run;
    this.look = look;
    this.table = table;
    this.body = table.tBodies[0];
    table.classList.toggle("timeless", !run.hasTime);
    this.body.addEventListener("click", click => {
      const row = click.target.closest("tr");
      if (row) {
        choose(Number(row.dataset.step) - 1);
      }
    });
  }

  draw(shown, height, first, end, chosen) {
    this.table.setAttribute("aria-rowcount", shown.count + 1);
    this.table.style.transform = `translateY(${first * height}px)`;
    this.table.classList.toggle("dense", height < 14);
    const rows = [];
    for (let row = first; row < Math.min(end, shown.count); row++) {
      rows.push(this.row(shown.steps[row], row, height, chosen));
    }
    this.body.replaceChildren(...rows);
  }

  row(step, row, height, chosen) {
    const name = [step === chosen ? "chosen" : "", step === this.run.blamed ? "blamed" : "",
      this.run.isUnjudged(step) ? "unjudged" : ""].filter(part => part !== "").join(" ");
    return element("tr", {
      "data-step": step + 1, "aria-rowindex": row + 2, class: name || null, style: `height:${height}px`,
      "aria-current": step === chosen ? "step" : null
    },
      element("th", { scope: "row" }, number(step + 1)),
      element("td", { class: "node " + this.look.colourOf(this.run.rowAfter(step)) }, this.run.nodeName(step)),
      element("td", { class: "time" }, this.run.hasTime ? this.run.timeOf(step) : ""),
      element("td", { class: "action" + (this.look.isFault(step) ? " fault-action" : "") }, this.run.actionOf(step).name),
      element("td", { class: "what" }, this.what(step)));
  }

  /** What a step received and what it changed. */
  what(step) {
    const received = this.run.received(step).map((message, n) =>
      element("span", { class: "received " + this.look.colourOfMessage(message) }, "← " + this.origin(step, n, message)));
    const changes = changesOf(this.run, step).map(change =>
      element("span", { class: "change" }, element("i", {}, change.variable + " "), change.after));
    return [...received, ...changes];
  }

  origin(step, n, message) {
    const source = this.run.sources(step)[n];
    return source === NOWHERE ? this.look.type(message) + ", never sent" : this.run.nodeName(source) + ": " + this.look.type(message);
  }
}

/** What a step changed: each variable with its values before and after. */
function changesOf(run, step) {
  const before = run.rowBefore(step);
  const after = run.rowAfter(step);
  return run.changed(step).map(place => ({
    variable: run.variables[place],
    before: before[place] === NOWHERE ? "?" : brief(run.values[before[place]]),
    after: brief(run.values[after[place]])
  }));
}

/** A step in a sentence, for who hears the page. */
function spoken(run, look, step) {
  const received = run.received(step).map((message, n) => {
    const source = run.sources(step)[n];
    return "receives " + look.type(message) + (source === NOWHERE ? ", which nobody sent" : " from " + run.nodeName(source));
  });
  const changes = changesOf(run, step).map(change => `${change.variable} from ${change.before} to ${change.after}`);
  const sent = run.sent(step).length;
  return [
    `Step ${step + 1} of ${run.count}: ${run.nodeName(step)}, ${run.actionOf(step).name}`,
    ...received,
    ...(changes.length > 0 ? changes : ["changes nothing"]),
    sent > 0 ? "sends " + counted(sent, "message", "messages") : "",
    step === run.blamed ? "this is the step of the verdict" : ""
  ].filter(part => part !== "").join("; ");
}
